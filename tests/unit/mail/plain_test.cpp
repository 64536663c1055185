// Plain text: lines that were only wrapped, lists, columns, quotes in several languages, signatures.
#include <gtest/gtest.h>

#include "unit/mail/mail_text.h"

namespace scc::mail {
namespace {

TEST(PlainText, AWrappedParagraphIsOneLineAndAListKeepsItsLines) {
  const auto message = read_plain(
      "Good news, Tess will host for Jennifer next week! She's been wanting to get\nback out there since the baby.\n\n"
      "Captain: Gene\nMate: Angela\n");
  EXPECT_EQ(
      texts(message, Layer::fresh),
      (Texts{
          "Good news, Tess will host for Jennifer next week! She's been wanting to get back out there since the baby.",
          "Captain: Gene\nMate: Angela"}));
}

TEST(PlainText, FlowedLinesAreJoinedAsTheStandardSays) {
  const std::string flowed = "Content-Transfer-Encoding: 7bit\n";
  const auto message =
      read(proven_headers() +
           "Content-Type: text/plain; format=flowed; delsp=yes\n\nTess will ho \nst.\nMate: Angela\n-- \nC\n");
  EXPECT_EQ(texts(message, Layer::fresh), (Texts{"Tess will host.\nMate: Angela"}));
  EXPECT_EQ(texts(message, Layer::signature), (Texts{"-- \nC"}));
}

TEST(PlainText, ColumnsKeepTheirSpaces) {
  EXPECT_EQ(texts(read_plain("CAPT  Palumbo\nDH    Fitz, Ray\n"), Layer::fresh),
            (Texts{"CAPT  Palumbo\nDH    Fitz, Ray"}));
}

TEST(PlainText, ListsLoseTheirMarksAndKeepTheirNesting) {
  const auto message = read_plain("- Star\n  * Captain: Ed\n  * Mate: Karen\n1. first\n2. second\n\n12. May is fine\n");
  const auto& pieces = message.bodies.at(0).pieces;
  ASSERT_EQ(pieces.size(), 6U);
  EXPECT_EQ(pieces[0].kind, PieceKind::list_item);
  EXPECT_EQ(pieces[1].indent, 1);
  EXPECT_EQ(pieces[2].text, "Mate: Karen");
  EXPECT_EQ(pieces[4].text, "second");
  EXPECT_EQ(pieces[5].kind, PieceKind::paragraph) << "a date is no list";
}

TEST(PlainText, TildesStrikeThrough) {
  const auto piece = read_plain("Captain: ~~Gene~~ Hal\n").bodies.at(0).pieces.at(0);
  EXPECT_EQ(piece.text, "Captain: Gene Hal");
  EXPECT_EQ(piece.struck, (std::vector<Range>{{9, 13}}));
}

TEST(Layers, HistoryBelowAnAttributionIsQuotedInEveryLanguage) {
  for (const char* line :
       {"On Tue, May 12, 2026 at 9:14 AM Carole <carole@sailing.example> wrote:",
        "Am 12.05.2026 um 21:15 schrieb Carole <c@s.example>:",
        "Le mar. 12 mai 2026 à 21:15, Carole <c@s.example> a écrit :",
        "El mar, 12 may 2026 a las 21:15, Carole (<c@s.example>) escribió:",
        "Il giorno mar 12 mag 2026 alle ore 21:15 Carole <c@s.example> ha scritto:",
        "Στις Τρί 12 Μαΐ 2026 στις 9:15 μ.μ., Carole <c@s.example> έγραψε:",
        "Op di 12 mei 2026 om 21:15 schreef Carole <c@s.example>:",
        "-----Original Message-----\nFrom: Carole <c@s.example>\nSent: Tuesday\nTo: crew\nSubject: sail",
        "Von: Carole <c@s.example>\nGesendet: Dienstag, 12. Mai 2026 21:15\nAn: Crew\nBetreff: Samstag",
        "De : Carole <c@s.example>\nEnvoyé : mardi 12 mai 2026 21:15\nÀ : Crew\nObjet : samedi",
        "Da: Carole <c@s.example>\nInviato: martedì 12 maggio 2026 21:15\nA: Crew\nOggetto: sabato",
        "Από: Carole <c@s.example>\nΣτάλθηκε: Τρίτη, 12 Μαΐου 2026\nΠρος: Crew\nΘέμα: Σάββατο"}) {
    const auto message = read_plain(std::string("Hal is captain.\n\n") + line + "\n\nGene is captain.\n");
    EXPECT_EQ(texts(message, Layer::fresh), (Texts{"Hal is captain."})) << line;
    EXPECT_FALSE(texts(message, Layer::quoted).empty()) << line;
  }
}

TEST(Layers, AnAttributionThatWrapsIsOne) {
  const auto message =
      read_plain("ok\n\nOn Tue, May 12, 2026 at 6:50 PM Carole Whitfield <carole@sailing.example>\nwrote:\n> Gene\n");
  EXPECT_EQ(texts(message, Layer::fresh), (Texts{"ok"}));
}

TEST(Layers, AnswersBetweenQuotesAreFresh) {
  const auto message = read_plain(
      "On Jun 25, 2026, Angela <a@b.example> wrote:\n> who is driving?\n\nHal.\n\n> and second?\n\nNobody yet.\n");
  EXPECT_EQ(texts(message, Layer::fresh), (Texts{"Hal.", "Nobody yet."}));
}

TEST(Layers, AForwardedMailIsForwardedWithItsHeaders) {
  const auto message = read_plain(
      "FYI\n\n---------- Forwarded message ---------\nFrom: Mike <mike@b.example>\nDate: Mon, Jun 8, 2026 at 9:00 "
      "AM\nSubject: crew\nTo: <c@s.example>\n\n"
      "Gene is captain.\n\n-----Original Message-----\nFrom: X\nSent: Y\nSubject: Z\n\nold\n");
  EXPECT_EQ(texts(message, Layer::fresh), (Texts{"FYI"}));
  EXPECT_EQ(texts(message, Layer::forwarded), (Texts{"Gene is captain."}));
  ASSERT_FALSE(message.forwarded.empty());
  EXPECT_EQ(message.forwarded[0], (ForwardedHeader{"From", "Mike <mike@b.example>"}));
}

TEST(Layers, AnOutlookForwardIsToldFromAReplyByItsSubject) {
  const std::string block = "FYI\n\nFrom: Mike\nSent: Monday\nTo: Carole\nSubject: crew\n\nGene is captain.\n";
  EXPECT_EQ(texts(read_plain(block, "Subject: FW: crew\n"), Layer::forwarded), (Texts{"Gene is captain."}));
  EXPECT_TRUE(texts(read_plain(block, "Subject: RE: FW: crew\n"), Layer::forwarded).empty());
}

TEST(Layers, HeadersInALanguageNobodyTaughtOpenHistoryByTheMailsOwnSubject) {
  const std::string block =
      "Karman and Tiff.\n\nOdosielateľ: Gareth\nOdoslané: 3. 9. 2026 8:47\nKomu: Winnie\nPredmet správy: Hen "
      "do\n\nWho?\n";
  EXPECT_EQ(texts(read_plain(block, "Subject: Odp: Hen do\n"), Layer::fresh), (Texts{"Karman and Tiff."}));
  // A list of crew has labels too, but is not about this mail.
  const std::string list = "Client: Hen do\nDate: 3. 9. 2026 8:47\nCaptain: Gene\n";
  EXPECT_TRUE(texts(read_plain(list, "Subject: crew\n"), Layer::quoted).empty());
}

TEST(Layers, ChineseHeadersAreHistory) {
  const std::string block =
      "Prakash.\n\n寄件者: Gareth\n寄件日期: 2026年9月15日 下午 9:02\n收件者: Winnie\n主旨: RE: LG\n\nWhich?\n";
  EXPECT_EQ(texts(read_plain(block, "Subject: other\n"), Layer::fresh), (Texts{"Prakash."}));
}

TEST(Layers, AnyLineWithAMomentOverQuoteMarksIsHistory) {
  const std::string text = "Ana.\n\nKedd, 2026. 05. 12. 9:14, Carole <carole@sailing.example> azt irta:\n> Who?\n";
  EXPECT_EQ(texts(read_plain(text), Layer::fresh), (Texts{"Ana."}));
}

TEST(Signature, NamesTitlesAndTelephonesAreSetApart) {
  for (const char* signature : {"-- \nGene O'Neal, Captain\nJADA Sailing",
                                "Best regards,\nCarole Whitfield\nCaptain of the office\n619-555-0142",
                                "Carole Whitfield\nOffice Coordinator, JADA Sailing\n619-555-0142",
                                "Carole Whitfield, Captain", "- Carole", "C."}) {
    EXPECT_EQ(texts(read_plain(std::string("Hal is captain.\n\n") + signature + "\n"), Layer::fresh),
              (Texts{"Hal is captain."}))
        << signature;
  }
}

TEST(Signature, ACrewListAfterAGreetingIsNone) {
  for (const char* list : {"Thanks!\n\nCaptain: Gene O'Neal\nMate: Angela Wong", "Thanks,\nGene Captain\nAngela Mate",
                           "Cheers\n\nGene O'Neal - captain", "Regards\nCarole\n\nCaptain: Gene\nMate: Angela"}) {
    const auto message = read_plain(std::string("Crew for Saturday.\n\n") + list + "\n");
    std::string fresh;
    for (const auto& text : texts(message, Layer::fresh)) fresh += text + '\n';
    EXPECT_NE(fresh.find("Gene"), std::string::npos) << list;
  }
}

TEST(Signature, FootersOfPhonesListsAndLawyersAreSetApart) {
  for (const char* footer :
       {"Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone", "Στάλθηκε από το iPhone μου",
        "Inviato da iPhone",
        "This message may contain confidential information. Captains of other vessels must delete it.",
        "_______________________________________________\nCrew mailing list -- crew@lists.example\nTo unsubscribe send "
        "an email"}) {
    const auto message = read_plain(std::string("Hal is captain.\n\n") + footer + "\n");
    EXPECT_EQ(texts(message, Layer::fresh), (Texts{"Hal is captain."})) << footer;
    EXPECT_FALSE(texts(message, Layer::disclaimer).empty()) << footer;
  }
}

TEST(Signature, APostscriptBelowItIsFresh) {
  EXPECT_EQ(texts(read_plain("Hal is captain.\n\nBest,\nCarole\n\nP.S. Gene is mate.\n"), Layer::fresh),
            (Texts{"Hal is captain.", "P.S. Gene is mate."}));
}

}  // namespace
}  // namespace scc::mail
