package vn.khuyenhoc.reports;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.document.SigningAuthority;
import vn.khuyenhoc.platform.document.Wording;

/**
 * Whom a duty names, in the report of one area: documents name bodies of no certain place ("UBND
 * cấp xã", "Hội Khuyến học tỉnh"), and a report names those of its own.
 */
final class ReportParties {

  private static final Wording WORDING = Wording.of("results-report");

  private final ReportContent content;
  private final ReportContent.Head head;

  /**
   * @param content the report
   * @param head what stands around it where nobody asked for it
   */
  ReportParties(ReportContent content, ReportContent.Head head) {
    this.content = content;
    this.head = head;
  }

  /**
   * What stands around it where a duty asks for it, but for the signature, which is that of the
   * body that issues it; anybody may still change it.
   */
  ReportContent.Head asked(ObligationSays says) {
    String issuer = issuer(says);
    String writes = issuer == null ? head.issuer() : issuer;
    List<String> recipients =
        says.recipients().stream()
            .sorted(Comparator.comparing(ObligationParty::side))
            .map(one -> own(one.said()))
            .filter(one -> !one.isBlank() && !one.equals(writes))
            .distinct()
            .toList();
    boolean other = issuer != null && !issuer.equals(head.issuer());
    String committee = WORDING.say("parties.committee");
    boolean ofState = other && issuer != null && issuer.startsWith(committee);
    return new ReportContent.Head(
        other ? "" : head.superior(),
        writes,
        ofState ? WORDING.say("parties.committee.short") : other ? "" : head.symbol(),
        head.place(),
        head.number(),
        head.signedOn(),
        head.onBehalfOf(),
        head.inPlaceOf(),
        head.position(),
        head.signer(),
        recipients.isEmpty() ? head.recipients() : recipients,
        head.archive());
  }

  /**
   * The body that writes the report in an area; null where the duty names none, several, or the
   * association that is proposed anyhow.
   */
  private @Nullable String issuer(ObligationSays says) {
    if (says.reporter() == ObligationReporter.BODIES
        || says.reporters().size() != 1
        || says.reporters().getFirst().side() == ObligationParty.Side.ASSOCIATION) {
      return null;
    }
    return SigningAuthority.whole(own(says.reporters().getFirst().said()));
  }

  /** The body of the area's own, or of the province that it lies in. */
  private String own(String said) {
    if (!content.area().level().equals(AreaLevel.COMMUNE.name())) {
      return ofProvince(said);
    }
    for (String any : WORDING.say("parties.any-commune").split("\\|", -1)) {
      if (said.endsWith(" " + any)) {
        String body = said.substring(0, said.length() - any.length());
        // those of all communes together are no single one's
        return body.endsWith(" " + WORDING.say("parties.all") + " ")
            ? said
            : body + ReportSays.inSentence(content.area().name());
      }
    }
    return ofProvince(said);
  }

  private String ofProvince(String said) {
    String any = WORDING.say("parties.province");
    return said.endsWith(" " + any)
        ? Stream.concat(content.above().stream(), Stream.of(content.area()))
            .filter(one -> one.level().equals(AreaLevel.PROVINCE.name()))
            .map(one -> ReportSays.inSentence(one.name()))
            .filter(one -> one.startsWith(any + " "))
            .findFirst()
            .map(one -> said.substring(0, said.length() - any.length()) + one)
            .orElse(said)
        : said;
  }
}
