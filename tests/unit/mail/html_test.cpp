// HTML and attachments: what a person sees of them, with its structure.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "mail/csv_table.h"
#include "unit/mail/mail_text.h"

namespace scc::mail {
namespace {

TEST(Html, ParagraphsLinesListsAndHeadingsAreKept) {
  const auto message = read_html(
      "<h2>Star</h2><div>Captain: Ed</div><div>Mate: "
      "Karen</div><p>Bring<br>ears.</p><ul><li>one<ul><li>two</li></ul></li></ul><hr>");
  const auto& pieces = message.bodies.at(0).pieces;
  ASSERT_EQ(pieces.size(), 6U);
  EXPECT_EQ(pieces[0].kind, PieceKind::heading);
  EXPECT_EQ(pieces[1].text, "Captain: Ed\nMate: Karen");
  EXPECT_EQ(pieces[2].text, "Bring\nears.");
  EXPECT_EQ(pieces[4].indent, 1);
  EXPECT_EQ(pieces[5].kind, PieceKind::separator);
}

TEST(Html, ATableKeepsItsSpansAndHeaderCells) {
  const auto message = read_html(
      "<table><tr><th>Job</th><th>Crew</th></tr><tr><td "
      "rowspan=2>Tran</td><td>Ed<br>Karen</td></tr><tr><td>&nbsp;</td></tr>"
      "<tr style='text-decoration:line-through'><td colspan=2>Old</td></tr></table>");
  const auto& rows = message.bodies.at(0).pieces.at(0).rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_TRUE(rows[0][0].header);
  EXPECT_EQ(rows[1][0].row_span, 2);
  EXPECT_EQ(rows[1][1].text, "Ed\nKaren");
  EXPECT_EQ(rows[2][0].column_span, 2);
  EXPECT_EQ(rows[2][0].struck, (std::vector<Range>{{0, 3}}));
}

TEST(Html, ATableThatOnlyLaysOutHidesNothing) {
  const auto message = read_html(
      "<table><tr><td><p>Hello</p><table><tr><td>Captain</td><td>Ed</td></tr></table><p>Bye</p></td></tr></table>");
  const auto& pieces = message.bodies.at(0).pieces;
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].text, "Hello");
  EXPECT_EQ(pieces[1].rows.at(0).at(1).text, "Ed");
  EXPECT_EQ(pieces[2].text, "Bye");
}

TEST(Html, WhatIsStruckThroughIsMarked) {
  for (const char* html :
       {"<p>Captain: <s>Gene</s> Hal</p>", "<p>Captain: <del>Gene</del> Hal</p>",
        "<p>Captain: <strike>Gene</strike> Hal</p>",
        "<p>Captain: <span style='text-decoration: line-through'>Gene</span> Hal</p>",
        "<style>.x{text-decoration-line:line-through}</style><p>Captain: <span class=x>Gene</span> Hal</p>"}) {
    const auto piece = read_html(html).bodies.at(0).pieces.at(0);
    EXPECT_EQ(piece.text, "Captain: Gene Hal") << html;
    EXPECT_EQ(piece.struck, (std::vector<Range>{{9, 13}})) << html;
  }
}

TEST(Html, HiddenTextIsNotRead) {
  for (const char* hidden : {"<p style='display:none'>no</p>", "<p style='color:white'>no</p>",
                             "<p style='font-size:0px'>no</p>", "<!-- no -->", "<noscript>no</noscript>",
                             "<p hidden>no</p>", "<p style='visibility:hidden'>no</p>", "<font color=#ffffff>no</font>",
                             "<style>#x{display:none}</style><p id=x>no</p>", "<p style='mso-hide:all'>no</p>",
                             "<title>no</title>", "<div style='background:#000'><p style='color:#000'>no</p></div>",
                             "<p style='position:absolute;top:-5000px'>no</p>"}) {
    EXPECT_EQ(texts(read_html(std::string(hidden) + "<p>yes</p>"), Layer::fresh), (Texts{"yes"})) << hidden;
  }
}

TEST(Html, WhatOnlyLooksHiddenIsRead) {
  for (const char* seen :
       {"<div style='background:#000'><p style='color:#fff'>yes</p></div>",
        "<style>@media print{p{display:none}}</style><p>yes</p>", "<p style='font-size:10px;color:#888'>yes</p>",
        "<p style='display:block'>yes</p>", "<p aria-hidden=true>yes</p>"}) {
    EXPECT_EQ(texts(read_html(seen), Layer::fresh), (Texts{"yes"})) << seen;
  }
}

TEST(Html, QuotesOfMailProgramsAreHistory) {
  for (const char* quote : {"<div class=gmail_quote><div class=gmail_attr>On Tue, May 12, 2026 at 9:14 AM C "
                            "<c@s.example> wrote:<br></div><blockquote "
                            "class=gmail_quote>old</blockquote></div>",
                            "<blockquote type=cite>old</blockquote>",
                            "<div style='border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> C<br><b>Sent:</b> "
                            "Tue<br><b>To:</b> X<br><b>Subject:</b> y</p></div><p>old</p>",
                            "<hr><div id=divRplyFwdMsg><b>Von:</b> C<br><b>Gesendet:</b> Di<br><b>An:</b> "
                            "X<br><b>Betreff:</b> y</div><div>old</div>"}) {
    EXPECT_EQ(texts(read_html(std::string("<div>new</div>") + quote), Layer::fresh), (Texts{"new"})) << quote;
  }
  EXPECT_EQ(texts(read_html("<div>a</div><blockquote style='margin:0 0 0 40px;border:none;padding:0px'>b</blockquote>"),
                  Layer::fresh),
            (Texts{"a\nb"}))
      << "an indentation is no quote";
}

TEST(Html, AMarkedSignatureIsOne) {
  EXPECT_EQ(texts(read_html("<div>new</div><div class=gmail_signature>Gene<br>Captain</div>"), Layer::fresh),
            (Texts{"new"}));
}

TEST(Html, AWordListIsAList) {
  const auto message = read_html(
      "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o&nbsp;</span>Captain "
      "Ed</p>");
  EXPECT_EQ(message.bodies.at(0).pieces.at(0).kind, PieceKind::list_item);
  EXPECT_EQ(message.bodies.at(0).pieces.at(0).indent, 1);
  EXPECT_EQ(message.bodies.at(0).pieces.at(0).text, "Captain Ed");
}

TEST(Csv, TheSeparatorIsFoundByLooking) {
  EXPECT_EQ(csv_separator_of("Date;Boat;Crew\n6/1;Star;\"Ed, Karen\"\n"), ';');
  EXPECT_EQ(csv_separator_of("a\tb\nc, d\te\n"), '\t');
  EXPECT_EQ(csv_separator_of("a,b\nc,d\n"), ',');
  const auto rows = rows_of_csv("Name,\"says \"\"hi\"\",\nx\"\n,,\n\"a\"");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0][1].text, "says \"hi\",\nx");
}

TEST(Attachments, ACsvIsReadByItsTypeOrItsName) {
  const auto message = read(
      proven_headers() +
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nsee file\n--b\nContent-Type: "
      "application/octet-stream; name=crew.csv\nContent-Transfer-Encoding: base64\n\n77u/Y2FwdGFpbixFZAo=\n--b--\n");
  ASSERT_EQ(message.bodies.size(), 2U);
  EXPECT_EQ(message.bodies[1].part, "text/csv");
  EXPECT_EQ(message.bodies[1].file_name, "crew.csv");
  EXPECT_EQ(message.bodies[1].pieces.at(0).rows.at(0).at(0).text, "captain") << "without its byte order mark";
}

TEST(Attachments, AnAttachedMailIsForwarded) {
  const auto message =
      read(proven_headers() +
           "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nFYI\n--b\nContent-Type: message/rfc822\n\nFrom: Mike "
           "<m@b.example>\nSubject: crew\n\nGene is captain.\n--b--\n");
  EXPECT_EQ(texts(message, Layer::forwarded), (Texts{"Gene is captain."}));
  EXPECT_EQ(message.forwarded.at(0).value, "Mike <m@b.example>");
}

TEST(Alternatives, BothTextsAreGivenAndSaidToBeAlternatives) {
  const auto message = read(proven_headers() +
                            "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
                            "text/html\n\n<p>two</p>\n--b\nContent-Type: "
                            "text/plain\n\none\n--b--\n");
  ASSERT_EQ(message.bodies.size(), 2U);
  EXPECT_EQ(message.bodies[0].part, "text/plain");
  EXPECT_TRUE(message.alternative);
}

RC_GTEST_PROP(Message, AnyBytesAreAMailInValidUtf8, ()) {
  const std::string start = *rc::gen::element<std::string>(
      "", "From: ", proven_headers() + "Content-Type: text/html\n\n<table><tr><td>", proven_headers() + "\n> ",
      proven_headers() + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n");
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const Message message = read(start + bytes);
  std::string all = message.subject + message.from.mailbox + message.from.display_name + message.rfc822_message_id +
                    message.trust.reason;
  for (const Body& body : message.bodies) {
    for (const Piece& piece : body.pieces) {
      all += piece.text;
      for (const Range& range : piece.struck) RC_ASSERT(range.begin < range.end && range.end <= piece.text.size());
      for (const Row& row : piece.rows) {
        for (const Cell& cell : row) all += cell.text;
      }
    }
  }
  RC_ASSERT(is_valid_utf8(all));
  RC_ASSERT(read(start + bytes) == message);
}

}  // namespace
}  // namespace scc::mail
