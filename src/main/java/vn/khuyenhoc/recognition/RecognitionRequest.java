package vn.khuyenhoc.recognition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentHead;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Orientation;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.document.SigningAuthority;

/**
 * The request (tờ trình) with which whoever appraised a list submits it to whoever decides: its
 * grounds, how many came to which result, and the list as its annex.
 */
final class RecognitionRequest {

  private RecognitionRequest() {}

  /**
   * Who submits.
   *
   * @param name the body that appraised
   * @param symbol of its documents; empty where nobody entered one
   * @param signature who signs for it
   */
  record Proposer(String name, String symbol, SignatureBlock signature) {}

  /**
   * The request as a document.
   *
   * @param from the decision that is asked for, as it is drafted
   * @param title what is recognised, in words
   * @param period of which days the figures are
   */
  static AdministrativeDocument of(
      Proposer proposer,
      DecisionDocument.Source from,
      Campaign campaign,
      String title,
      String period) {
    String decider = SigningAuthority.whole(from.issuer());
    String year = String.valueOf(campaign.year());
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody(
                    "", proposer.name(), proposer.symbol(), AreaNames.place(from.officeName())),
                DocumentKind.SUBMISSION,
                null,
                null,
                from.year(),
                say("request.subject", title, year),
                from.preparedAt()));
    if (campaign.training()) {
      document.notice(say("training"));
    }
    document.addressees(decider);
    List<String> grounds =
        DecisionDocument.lines(from.text().grounds()).stream()
            // the proposal that the decision rests on is this very request
            .filter(line -> !line.startsWith(say("ground.after") + " "))
            .toList();
    grounds.forEach(document::ground);
    document.paragraph(
        say("request.submits", proposer.name(), decider, title, year, from.lines().size()));
    Map<String, Long> results =
        from.lines().stream()
            .collect(Collectors.groupingBy(from.result(), TreeMap::new, Collectors.counting()));
    List<String> counted =
        results.entrySet().stream()
            .filter(one -> !one.getKey().isEmpty())
            .map(one -> say("request.result", one.getKey(), one.getValue()))
            .toList();
    counted.forEach(document::item);
    document.paragraph(say("request.asks", decider));
    document.closing(
        new Recipients(List.of(say("request.recipients")), say("archive")), proposer.signature());
    document.annex(say("request.annex"), Orientation.PORTRAIT);
    document.table(DecisionDocument.table(from));
    return document
        .named("kinh_gui", decider)
        .named("mo_hinh", title)
        .named("don_vi_de_nghi", proposer.name())
        .named("can_cu_tieu_chi", String.join("\n", grounds))
        .named("ky_so_lieu", period)
        .named("ket_qua", String.join("\n", counted));
  }

  private static String say(String key, @Nullable Object... values) {
    return DecisionWording.say(key, values);
  }
}
