package vn.khuyenhoc.certificates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.certificates.paper.Paper;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What stands on a certificate, from its record.
 *
 * @param heading what it is called
 * @param address of the public pages, without a slash at the end
 * @param signer signs its square code; null to see only which letters it needs
 */
record PaperWords(String heading, String address, SigningKeys.@Nullable Signer signer) {

  private static final Wording WORDS = Wording.of("certificate-paper");
  private static final Wording OFFICIAL = Wording.of("decree30");
  private static final Locale VIETNAMESE = Locale.of("vi");

  /** What certificates are called where nobody says otherwise. */
  static String usualHeading() {
    return WORDS.say("heading");
  }

  /** The title of a file with many. */
  static String filesTitle() {
    return WORDS.say("files-title");
  }

  /** Why files are signed. */
  static String reason() {
    return WORDS.say("reason");
  }

  /** The same without signatures, to see which letters are needed. */
  PaperWords unsigned() {
    return new PaperWords(heading, address, null);
  }

  /** One certificate's. */
  Paper of(Certificate one) {
    Certificate.Batch batch = one.batch();
    List<String> lines = new ArrayList<>();
    if (!one.rating().isEmpty()) {
      lines.add(clean(WORDS.say("rating", one.rating())));
    }
    LocalDate until = one.validUntil();
    lines.add(
        until == null
            ? WORDS.say("valid-open", one.validFrom())
            : WORDS.say("valid-span", one.validFrom(), until));
    lines.add(
        clean(WORDS.say("decision", batch.decisionNumber(), batch.decidedOn(), batch.decider())));
    return new Paper(
        List.of(OFFICIAL.say("nation"), OFFICIAL.say("motto")),
        upper(batch.above()),
        upper(batch.issuer()),
        heading,
        WORDS.say("certifies"),
        clean(one.name()),
        clean(one.place()),
        WORDS.say("achieved"),
        clean(batch.title()),
        lines,
        clean(WORDS.say("dated", batch.place(), VietnameseDates.inWords(batch.issuedOn()))),
        Arrays.stream(batch.signerTitle().split("\n")).map(PaperWords::upper).toList(),
        clean(batch.signerName()),
        List.of(
            WORDS.say("number", one.number()),
            WORDS.say("code", one.grouped()),
            WORDS.say("verify", address.replaceFirst("^https?://", "") + "/verify")),
        address + "/v/" + (signer == null ? one.grouped() : signer.text(one)),
        WORDS.say("file-title", one.number()),
        batch.issuedOn(),
        one.id().toString());
  }

  private static String clean(String text) {
    return VietnameseText.clean(text);
  }

  private static String upper(String text) {
    return clean(text).toUpperCase(VIETNAMESE);
  }
}
