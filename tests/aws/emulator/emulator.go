//go:build tools

// Package emulator names the program that prepare builds, so that go.sum holds all it is made of.
package emulator

import _ "github.com/aws/aws-lambda-runtime-interface-emulator/cmd/aws-lambda-rie"
