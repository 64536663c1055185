#include "base/base64.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace scc {
namespace {

TEST(Base64, encodes_the_examples_of_rfc_4648) {
  EXPECT_EQ(base64_encode("", Base64::standard), "");
  EXPECT_EQ(base64_encode("f", Base64::standard), "Zg==");
  EXPECT_EQ(base64_encode("fo", Base64::standard), "Zm8=");
  EXPECT_EQ(base64_encode("foobar", Base64::standard), "Zm9vYmFy");
  EXPECT_EQ(base64_encode("fo", Base64::url), "Zm8");
  EXPECT_EQ(base64_encode("\xfb\xff", Base64::url), "-_8");
  EXPECT_EQ(base64_encode("\xfb\xff", Base64::standard), "+/8=");
}

TEST(Base64, refuses_what_no_encoder_writes) {
  for (const char* text : {"Zg", "Zg=", "Z===", "Zh==", "Zm 8=", "Zm8=\n", "-_8=", "====", "Zg==Zg=="})
    EXPECT_FALSE(base64_decode(text, Base64::standard).has_value()) << text;
  for (const char* text : {"Zg==", "Z", "Zh", "+/8", "Zm9", "-_9"})
    EXPECT_FALSE(base64_decode(text, Base64::url).has_value()) << text;
}

RC_GTEST_PROP(Base64, bytes_come_back_as_they_were, (const std::string& bytes)) {
  RC_ASSERT(base64_decode(base64_encode(bytes, Base64::standard), Base64::standard) == bytes);
  RC_ASSERT(base64_decode(base64_encode(bytes, Base64::url), Base64::url) == bytes);
}

}  // namespace
}  // namespace scc
