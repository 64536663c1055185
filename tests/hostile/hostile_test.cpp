// Hostile and broken mail: each input is read, and changes what the table beside it says and nothing
// else, in little time and memory.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "engine/decide.h"
#include "extract/read_message.h"
#include "hostile/measured.h"
#include "mail/parse_message.h"
#include "world_file.h"

namespace scc::mail {
namespace {

constexpr double milliseconds_max = 250;
constexpr double mebibytes_max = 64;
const std::string folder = std::string(SCC_SOURCE_DIR) + "/tests/hostile/";

/// The operator that the mails are about.
const World& world() {
  static const World read = app::read_world(folder + "world.json").value();
  return read;
}

const TrustPolicy& policy() {
  static const TrustPolicy made = app::trust_of(world());
  return made;
}

const extract::Reader& reader() {
  static const extract::Reader made(world());
  return made;
}

class Hostile : public testing::Test {
 protected:
  /// What is prepared once is prepared before a child is forked, and costs no input anything.
  static void SetUpTestSuite() { static_cast<void>(reader()); }
};

struct Expected {
  std::string file;
  std::string trust;
  std::string disposition;
  std::string applies;
  std::string problem;
  std::string sees;
  std::string never_sees;
};

std::vector<Expected> table() {
  std::vector<Expected> rows;
  std::ifstream file(folder + "expected.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells;
    for (const std::string_view cell : split(line, '|')) cells.emplace_back(trim(cell));
    if (cells.size() != 7) ADD_FAILURE() << "expected.txt: a row that has not seven cells: " << line;
    if (cells.size() == 7) rows.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]});
  }
  return rows;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

/// What the sender writes now, and what he forwards: all that can become a change.
std::string read_text(const Message& message) {
  std::string out;
  for (const Body& body : message.bodies) {
    for (const Piece& piece : body.pieces) {
      if (piece.layer != Layer::fresh && piece.layer != Layer::forwarded) continue;
      out += piece.text + '\n';
      for (const Row& row : piece.rows) {
        for (const Cell& cell : row) out += cell.text + '\n';
      }
    }
  }
  return out;
}

/// "" where the mail is read as expected, else what is wrong.
std::string complaint(const Message& message, const Expected& expected) {
  const std::string trust = message.trust.trust == Trust::trusted ? "trusted" : "untrusted";
  if (trust != expected.trust) return trust + ": " + message.trust.reason;
  std::string problems;
  for (const std::string& problem : message.problems) problems += problem + '\n';
  if (expected.problem == "-" && !problems.empty() && trust == "trusted") return "problems: " + problems;
  if (expected.problem != "-" && problems.find(expected.problem) == std::string::npos)
    return "no such problem; " + problems;
  const std::string text = read_text(message);
  if (expected.sees != "-" && text.find(expected.sees) == std::string::npos) return "does not see it: " + text;
  if (expected.never_sees != "-" && text.find(expected.never_sees) != std::string::npos) return "sees: " + text;
  if (!is_valid_utf8(text) || !is_valid_utf8(message.subject) || !is_valid_utf8(message.from.display_name))
    return "no UTF-8";
  return "";
}

/// What becomes a fact, on one line; "-" for nothing. The charter of 13 June is not named.
std::string applied(const engine::Decision& decision) {
  std::string out;
  for (const extract::Statement& statement : decision.accepted) {
    out += out.empty() ? "" : " ";
    if (statement.charter.text != "nora-field-2026-06-13") out += statement.charter.text + ':';
    if (statement.op != FactOp::assign) out += std::string(to_string(statement.op)) + ' ';
    out += statement.role.text + '=' +
           (statement.person.id.empty() ? '"' + statement.person.name + '"' : statement.person.id.text);
  }
  return out.empty() ? "-" : out;
}

/// The whole way of a mail: "" where the program does with it what is expected, else what is wrong.
std::string wrong_outcome(const Message& message, const Expected& expected) {
  const engine::Decision decision = engine::decide(message, reader().read(message));
  std::string reasons;
  for (const std::string& reason : decision.reasons) reasons += "; " + reason;
  if (const std::string did = to_string(decision.disposition); did != expected.disposition)
    return did + " instead of " + expected.disposition + reasons;
  if (const std::string changes = applied(decision); changes != expected.applies)
    return "applies " + changes + " instead of " + expected.applies + reasons;
  return "";
}

void expect_cheap(const hostile::Measurement& measured, const std::string& name) {
  ASSERT_TRUE(measured.survived) << name;
  EXPECT_EQ(measured.report, "") << name;
  if (hostile::is_sanitized()) return;
  EXPECT_LE(measured.milliseconds, milliseconds_max) << name;
  EXPECT_LE(measured.mebibytes, mebibytes_max) << name;
}

Message read_bytes(const std::string& bytes) {
  return parse_message(bytes, {MessageId("hostile"), "", std::nullopt, {}}, policy());
}

TEST_F(Hostile, EveryInputIsReadAsTheTableSays) {
  const auto rows = table();
  EXPECT_GE(rows.size(), 70U);
  for (const Expected& expected : rows) {
    const std::string path = folder + "mail/" + expected.file;
    ASSERT_TRUE(std::filesystem::exists(path)) << path;
    const std::string bytes = read_file(path);
    expect_cheap(hostile::measure([&] {
                   const Message message = read_bytes(bytes);
                   const std::string misread = complaint(message, expected);
                   return misread.empty() ? wrong_outcome(message, expected) : misread;
                 }),
                 expected.file);
  }
}

TEST_F(Hostile, EveryInputHasARowInTheTable) {
  std::set<std::string> named;
  for (const Expected& expected : table()) named.insert(expected.file);
  for (const auto& entry : std::filesystem::directory_iterator(folder + "mail")) {
    if (entry.path().extension() != ".eml") continue;
    EXPECT_TRUE(named.contains(entry.path().filename())) << entry.path();
  }
}

// --- too big for files ---

const std::string proven =
    "Received: from a.example by mx.google.com with ESMTPS id 1; Tue, 9 Jun 2026 09:05:39 -0700\r\n"
    "Authentication-Results: mx.google.com; dkim=pass header.d=sailing.example; dmarc=pass "
    "header.from=sailing.example\r\n"
    "From: Carole Whitfield <carole@sailing.example>\r\nDate: Tue, 9 Jun 2026 09:05:36 -0700\r\n";

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

enum class Outcome { any, problem, untrusted };

void expect_survived(const std::string& name, const std::string& bytes, Outcome outcome) {
  expect_cheap(hostile::measure([&]() -> std::string {
                 const Message message = read_bytes(bytes);
                 if (outcome == Outcome::problem && message.problems.empty()) return "no problem is said";
                 if (outcome == Outcome::untrusted && message.trust.trust == Trust::trusted) return "trusted";
                 const engine::Decision decision = engine::decide(message, reader().read(message));
                 return decision.accepted.empty() ? "" : "applies " + applied(decision);
               }),
               name);
}

TEST_F(Hostile, TenThousandMultipartsInsideOfEachOther) {
  std::string body;
  for (int i = 0; i < 10'000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    body += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  expect_survived("multiparts", proven + "MIME-Version: 1.0\r\n" + body + "Content-Type: text/plain\r\n\r\nAna\r\n",
                  Outcome::problem);
}

TEST_F(Hostile, TenThousandMailsInsideOfEachOther) {
  expect_survived("mails",
                  proven + repeat("Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n", 10'000) + "\r\nAna",
                  Outcome::problem);
}

TEST_F(Hostile, AHundredThousandEmptyParts) {
  expect_survived(
      "parts",
      proven + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + repeat("--b\r\n\r\n", 100'000) + "--b--\r\n",
      Outcome::problem);
}

TEST_F(Hostile, AHeaderOfFiftyMegabytes) {
  expect_survived("header", proven + "X-Long: " + std::string(50'000'000, 'a') + "\r\n\r\nAna", Outcome::untrusted);
  expect_survived("header first", "X-Long: " + std::string(50'000'000, 'a') + "\r\n" + proven + "\r\nAna",
                  Outcome::untrusted);
}

TEST_F(Hostile, AHundredThousandReceivedLines) {
  expect_survived("received", repeat("Received: from a by b; x\r\n", 100'000) + proven + "\r\nAna", Outcome::untrusted);
}

TEST_F(Hostile, AnAddressListOfAMegabyte) {
  expect_survived("to", proven + "To: " + repeat("a@b.example, ", 70'000) + "\r\n\r\nAna", Outcome::any);
  expect_survived("from", "From: " + repeat("(", 900'000) + "\r\n\r\nAna", Outcome::untrusted);
}

TEST_F(Hostile, AnAttachmentOfFortyEightMegabytes) {
  expect_survived(
      "attachment",
      proven +
          "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nAna\r\n--b\r\n"
          "Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
          repeat("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\r\n", 600'000) +
          "--b--\r\n",
      Outcome::any);
}

TEST_F(Hostile, MoreThanTheLargestMail) {
  expect_survived("large", proven + "\r\n" + std::string(message_bytes_max, 'a'), Outcome::problem);
}

TEST_F(Hostile, AMegabyteThatDrivesRegularExpressionsMad) {
  for (const std::string_view line :
       {"aaaaaaaaaaaaaaaa", "((((((((", ">>>>>>>>", "> ", "On On On ", "From: ", "- ", "1. ", "\n\n\n", "a\n",
        "wrote: ", "~~", "--", "-- \n", "\t", "=?utf-8?b?", "On 1@<\n", "From: a\nTo: b\n", "__\n"}) {
    expect_survived(std::string(line), proven + "\r\n" + repeat(line, 1'000'000 / line.size()) + "!", Outcome::any);
  }
}

TEST_F(Hostile, AMegabyteOfHtmlThatDrivesParsersMad) {
  const std::string head = proven + "Content-Type: text/html; charset=utf-8\r\n\r\n";
  for (const std::string_view piece : {"<div>",
                                       "<b>",
                                       "<a href=x><div>",
                                       "<table><tr><td>",
                                       "<table>x<b>",
                                       "<td><td>",
                                       "<p>a",
                                       "<li>",
                                       "<ul><li>",
                                       "<blockquote>",
                                       "<font color=#fff>x",
                                       "<i a=1 b=2>",
                                       "&amp;",
                                       "&",
                                       "<!--",
                                       "<style>.a{",
                                       "<s>x</s>",
                                       "<div style=\"display:none;\">x</div>",
                                       "</div>",
                                       "<br>",
                                       "<select>",
                                       "<svg><p>",
                                       "<template>",
                                       "a <"}) {
    expect_survived(std::string(piece), head + repeat(piece, 1'000'000 / piece.size()), Outcome::any);
  }
  std::string attributes = "<p ";
  for (int i = 0; i < 100'000; ++i) attributes += "a" + std::to_string(i) + "=1 ";
  expect_survived("attributes", head + attributes + ">Ana</p>", Outcome::problem);
  expect_survived("style", head + "<style>" + repeat(".a,.b .c{display:none}", 40'000) + "</style><p class=a>Ana</p>",
                  Outcome::any);
  expect_survived("spans",
                  head + "<table><tr>" + repeat("<td colspan=99999 rowspan=99999>x</td>", 5000) + "</tr></table>",
                  Outcome::any);
}

TEST_F(Hostile, AMegabyteOfHeadersThatDriveParsersMad) {
  for (const std::string_view piece : {"(", "\"", "=?utf-8?q?a?= ", "=?", ";", "dmarc=pass;", "\\", "<", ","}) {
    const std::string value = repeat(piece, 900'000 / piece.size());
    for (const std::string_view name :
         {"Subject", "To", "Authentication-Results", "Received", "DKIM-Signature", "Content-Type", "Date"}) {
      expect_survived(std::string(name) + ' ' + std::string(piece),
                      std::string(name) + ": " + value + "\r\n" + proven + "\r\nAna", Outcome::any);
    }
  }
}

TEST_F(Hostile, AMegabyteOfCsv) {
  const std::string head = proven + "Content-Type: text/csv; name=a.csv\r\n\r\n";
  for (const std::string_view piece : {",", "\"", "\"\",", "a,b\n", ";;;;\n", "\n"}) {
    expect_survived(std::string(piece), head + repeat(piece, 1'000'000 / piece.size()), Outcome::any);
  }
}

}  // namespace
}  // namespace scc::mail
