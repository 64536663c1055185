#include "base/xml.h"

#include <gtest/gtest.h>

namespace scc {
namespace {

TEST(Xml, ElementsComeInOrderAndTextsWithoutTheirEntities) {
  const std::string answer = "<L><One>a &lt;b&gt; &amp;amp; c</One><Two/><One></One><One>d</One></L>";
  EXPECT_EQ(xml_elements(answer, "One"), (std::vector<std::string_view>{"a &lt;b&gt; &amp;amp; c", "", "d"}));
  EXPECT_EQ(xml_text(answer, "One"), "a <b> &amp; c");
  EXPECT_EQ(xml_text(answer, "Two"), "");
  EXPECT_EQ(xml_text("<Code>cut off", "Code"), "");
}

TEST(Xml, WhatIsEscapedComesBackTheSame) {
  const std::string text = "a<b>&\"c\"'";
  EXPECT_EQ(xml_escaped(text), "a&lt;b&gt;&amp;&quot;c&quot;&apos;");
  EXPECT_EQ(xml_text("<T>" + xml_escaped(text) + "</T>", "T"), text);
}

TEST(Xml, NoMoreElementsAreSeenThanTheLimit) {
  std::string many;
  for (std::size_t i = 0; i < xml_elements_max + 5; ++i) many += "<K>x</K>";
  EXPECT_EQ(xml_elements(many, "K").size(), xml_elements_max);
}

}  // namespace
}  // namespace scc
