package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentHead;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.DocumentTable;
import vn.khuyenhoc.platform.document.DocumentTable.Align;
import vn.khuyenhoc.platform.document.DocumentTable.Cell;
import vn.khuyenhoc.platform.document.DocumentTable.Column;
import vn.khuyenhoc.platform.document.DocumentTable.Row;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Orientation;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SigningAuthority;

/**
 * A decision as a document in the layout of Decree 30: before it is signed with room for number and
 * date, afterwards with both; its list as an annex, by village.
 */
final class DecisionDocument {

  private static final Pattern NUMBER = Pattern.compile("([^/]+)/[^/-]+-(.+)");
  private static final int TABLE_SIZE = 12;

  private DecisionDocument() {}

  /**
   * What is written.
   *
   * @param issuer who issues it
   * @param symbol how its numbers are written, where it has none yet
   * @param number as the register has it; null while it is a draft
   * @param decidedOn its date; null while it is a draft
   * @param year the year of the document while it has no date
   * @param signerName who signed; null while it is a draft
   * @param signerTitle as what
   * @param officeName of which commune or province
   * @param text what it says
   * @param edition the edition of a draft; null for what was issued
   * @param preparedAt when it was drawn up
   * @param lines its list, by village
   * @param printed names that were corrected, by dossier
   * @param result how a result reads
   */
  record Source(
      String issuer,
      String symbol,
      @Nullable String number,
      @Nullable LocalDate decidedOn,
      int year,
      @Nullable String signerName,
      String signerTitle,
      String officeName,
      DecisionText text,
      @Nullable Integer edition,
      Instant preparedAt,
      List<DossierLine> lines,
      Map<DossierKey, String> printed,
      Function<DossierLine, String> result) {}

  /**
   * The decision as a document.
   *
   * @param training whether it is of a campaign for practising, and says so
   */
  static AdministrativeDocument of(Source from, boolean training) {
    String name = SigningAuthority.whole(from.issuer());
    String symbol = from.symbol();
    String number = null;
    String given = from.number();
    if (given != null) {
      Matcher parts = NUMBER.matcher(given);
      if (parts.matches()) {
        number = parts.group(1);
        symbol = parts.group(2);
      } else {
        number = given;
      }
    }
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody("", name, symbol, AreaNames.place(from.officeName())),
                DocumentKind.DECISION,
                number,
                from.decidedOn(),
                from.year(),
                from.text().subject(),
                from.preparedAt()));
    if (training) {
      document.notice(say("training"));
    }
    SigningAuthority authority =
        SigningAuthority.of(DocumentKind.DECISION, name, from.signerTitle());
    document.caption(authority.decides());
    lines(from.text().grounds()).forEach(document::ground);
    document.caption(say("decides"));
    List<String> articles = lines(from.text().articles());
    for (int i = 0; i < articles.size(); i++) {
      document.article(String.valueOf(i + 1), articles.get(i));
    }
    document.closing(
        new Recipients(
            List.of(
                say("recipients.same", Math.max(1, articles.size())), say("recipients.proposer")),
            say("archive")),
        authority.block(from.signerName()));
    document.annex(say("annex"), Orientation.PORTRAIT);
    Integer edition = from.edition();
    if (edition != null) {
      document.note(say("edition", edition, from.lines().size()));
    }
    document.table(table(from));
    return named(document, from, articles, authority.decides());
  }

  /** The parts of it by the names that templates know them by. */
  private static AdministrativeDocument named(
      AdministrativeDocument document, Source from, List<String> articles, String authority) {
    List<Map<String, String>> numbered = new ArrayList<>();
    for (String article : articles) {
      numbered.add(
          Map.of("dieu_so", String.valueOf(numbered.size() + 1), "dieu_noi_dung", article));
    }
    List<Map<String, String>> list = new ArrayList<>();
    for (DossierLine line : from.lines()) {
      list.add(
          Map.of(
              "tt", String.valueOf(list.size() + 1),
              "ho_ten", from.printed().getOrDefault(line.key(), line.head()),
              "ma", line.code(),
              "thon", line.villageName(),
              "ket_qua", from.result().apply(line)));
    }
    return document
        .named("tham_quyen", authority)
        .named("so_luong", say("count", from.lines().size()))
        .named(
            "can_cu",
            lines(from.text().grounds()).stream()
                .map(ground -> Map.of("can_cu_dong", ground))
                .toList())
        .named("dieu", numbered)
        .named("danh_sach", list);
  }

  /** Its list, by village. */
  static DocumentTable table(Source from) {
    List<Row> rows = new ArrayList<>();
    Map<Integer, Long> counts =
        from.lines().stream()
            .collect(
                java.util.stream.Collectors.groupingBy(
                    DossierLine::villageId, java.util.stream.Collectors.counting()));
    int village = -1;
    int place = 0;
    for (DossierLine line : from.lines()) {
      if (counts.size() > 1 && line.villageId() != village) {
        village = line.villageId();
        rows.add(
            new Row(
                List.of(
                    new Cell(
                        say("village", line.villageName(), counts.getOrDefault(village, 0L)), 4)),
                true));
      }
      rows.add(
          Row.of(
              String.valueOf(++place),
              from.printed().getOrDefault(line.key(), line.head()),
              line.code(),
              from.result().apply(line)));
    }
    rows.add(new Row(List.of(new Cell(say("total", from.lines().size()), 4)), true));
    return new DocumentTable(
        List.of(
            new Column(say("column.place"), 8, Align.CENTRE),
            new Column(say("column.name"), 46, Align.LEFT),
            new Column(say("column.code"), 22, Align.CENTRE),
            new Column(say("column.rating"), 24, Align.CENTRE)),
        rows,
        TABLE_SIZE);
  }

  /** The lines of a text that say something. */
  static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static String say(String key, @Nullable Object... values) {
    return DecisionWording.say(key, values);
  }
}
