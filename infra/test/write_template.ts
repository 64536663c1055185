/** WriteTemplate FILE: the stack of the example's settings as CloudFormation reads it, for tests that deploy it. */
import { copyFileSync } from 'node:fs';
import { synthesise } from './synthesised.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('write_template.ts FILE');
copyFileSync(synthesise().file, file);
