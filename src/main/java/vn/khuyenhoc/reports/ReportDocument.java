package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentHead;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.DocumentTable;
import vn.khuyenhoc.platform.document.DocumentTable.Align;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Orientation;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportContent.Table;

/**
 * A report as an official document, by what it says alone: the same content says the same, whatever
 * became of the areas since. The bytes that are the same for ever are those of the data and of
 * their hash; a file also follows the layout and the fonts of the version that writes it, and an
 * office's template.
 */
final class ReportDocument {

  private static final int SIZE = 11;
  private static final int NARROW = 4;
  private static final int WIDE = 14;
  private static final int WIDEST = 24;
  private static final int CELL = 7;
  private static final int WORDS = 12;

  /** So many letters stand in a column of that width on three lines. */
  private static final int LETTERS = 3;

  private static final int LINES = 5;
  private static final int FEW_COLUMNS = 4;
  private static final int SHORT = 8;
  private static final int SHORT_WORDS = 5;

  /** What stands on one line there: that something was not reported. */
  private static final int UNBROKEN_WORDS = 9;

  private static final String SPACE = " ";
  private static final String UNBROKEN = "\u00a0";

  private final ReportContent content;
  private final ReportContent.Head head;
  private final @Nullable String hash;
  private final Texts t;
  private final ReportWords words;
  private final Map<String, ReportFigure> figures;
  private final @Nullable Title title;
  private boolean unsent;
  private int tables;

  /**
   * What a report is about where its form and period do not say it.
   *
   * @param subject under the kind of document
   * @param opening the sentence it begins with
   */
  record Title(String subject, String opening) {}

  private ReportDocument(
      ReportContent content,
      ReportContent.Head head,
      @Nullable String hash,
      Texts t,
      @Nullable Title title) {
    this.content = content;
    this.head = head;
    this.hash = hash;
    this.t = t;
    this.words = new ReportWords(t);
    this.figures = content.byKey();
    this.title = title;
  }

  /**
   * Composes it.
   *
   * @param content what it says
   * @param head what stands around it
   * @param hash the hash of what was sent; null for a draft, which then says so
   * @param t Vietnamese
   */
  static AdministrativeDocument of(
      ReportContent content, ReportContent.Head head, @Nullable String hash, Texts t) {
    return new ReportDocument(content, head, hash, t, null).compose();
  }

  /**
   * Composes what nobody has sent, or even written: a draft of the figures alone. It says so, and
   * names nobody to whom it went.
   */
  static AdministrativeDocument unsent(ReportContent content, ReportContent.Head head, Texts t) {
    ReportContent.Head nowhere =
        new ReportContent.Head(
            head.superior(),
            head.issuer(),
            head.symbol(),
            head.place(),
            "",
            "",
            head.onBehalfOf(),
            "",
            head.position(),
            "",
            List.of(ReportSays.say("unsent.recipients")),
            ReportSays.say("unsent.archive"));
    ReportDocument document = new ReportDocument(content, nowhere, null, t, null);
    document.unsent = true;
    return document.compose();
  }

  /** Composes it under a title of its own. */
  static AdministrativeDocument of(
      ReportContent content, ReportContent.Head head, @Nullable String hash, Texts t, Title title) {
    return new ReportDocument(content, head, hash, t, title).compose();
  }

  private AdministrativeDocument compose() {
    String on =
        ReportSays.say(
            "on." + content.form().name(), words.period(content.firstDay(), content.lastDay()));
    String subject =
        title == null
            ? ReportSays.say("subject", capital(on), ReportSays.inSentence(content.area().name()))
            : title.subject();
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody(
                    unbroken(head.superior()),
                    unbroken(head.issuer()),
                    head.symbol(),
                    head.place()),
                DocumentKind.REPORT,
                head.number().isEmpty() ? null : head.number(),
                head.signedOn().isEmpty() ? null : LocalDate.parse(head.signedOn()),
                content.year(),
                subject,
                Instant.parse(content.filledAt())));
    notices(document);
    document.paragraph(
        title == null ? ReportSays.say("opening", head.issuer(), on) : title.opening());
    for (Section section : content.sections()) {
      section(document, section);
    }
    document.paragraph(ReportSays.say("closing", head.issuer()));
    document.closing(
        new Recipients(head.recipients(), head.archive()),
        new SignatureBlock(
            empty(head.onBehalfOf()),
            empty(head.inPlaceOf()),
            head.position(),
            empty(head.signer())));
    annex(document);
    return document;
  }

  private static @Nullable String empty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  private void notices(AdministrativeDocument document) {
    if (hash == null) {
      document.notice(ReportSays.say("draft"));
    }
    if (unsent) {
      document.notice(ReportSays.say("unsent", ReportPeriod.of(content, t).moment()));
    }
    if (content.sample()) {
      document.notice(ReportSays.say("sample-data"));
    }
  }

  private void section(AdministrativeDocument document, Section section) {
    document.part(section.title());
    section.sentences().forEach(document::item);
    section
        .tables()
        .forEach(
            table -> {
              if (!annexed(table)) {
                document.caption(caption(table)).table(table(table));
                note(document, table);
              }
            });
    section.text().lines().filter(line -> !line.isBlank()).forEach(document::paragraph);
    if (!section.gathered().isEmpty()) {
      document.paragraph(ReportSays.say("gathered.lead"));
      section
          .gathered()
          .forEach(
              one ->
                  document.item(
                      ReportSays.say(
                          "gathered", one.name(), String.join(" ", one.text().lines().toList()))));
    }
    if (section.key().owed() && section.text().isBlank() && section.gathered().isEmpty()) {
      document.writingLines(LINES);
    }
  }

  private static void note(AdministrativeDocument document, Table table) {
    if (!table.note().isEmpty()) {
      document.note(table.note());
    }
  }

  /** Tables of many areas stand behind the signature, across. */
  private static boolean annexed(Table table) {
    return table.rows().stream().anyMatch(row -> row.areaId() != 0);
  }

  private String caption(Table table) {
    tables++;
    return ReportSays.say("table.caption", tables, table.title());
  }

  private void annex(AdministrativeDocument document) {
    List<Table> wide = content.tables().stream().filter(ReportDocument::annexed).toList();
    document.annex(
        ReportSays.say("annex.tables"),
        wide.isEmpty() ? Orientation.PORTRAIT : Orientation.LANDSCAPE);
    notices(document);
    for (Table table : wide) {
      document.caption(caption(table)).table(table(table));
      note(document, table);
    }
    List<ReportFigure> remarked =
        content.figures().stream().filter(one -> !one.remark().isEmpty()).toList();
    for (ReportFigure one : remarked) {
      document.note(ReportSays.say("remark.of", one.label(), one.remark()));
    }
    if (!content.files().isEmpty()) {
      document.paragraph(ReportSays.say("annex.files"));
      content.files().forEach(file -> document.item(file.name()));
    }
    if (hash != null) {
      document.note(ReportSays.say("hash", hash));
    }
  }

  /** The names of the area and of those above it are not torn apart between two lines. */
  private String unbroken(String body) {
    String whole = body;
    List<ReportContent.Place> places = new ArrayList<>(content.above());
    places.add(content.area());
    for (ReportContent.Place place : places) {
      String name = AreaNames.place(place.name());
      whole = whole.replace(name, name.replace(SPACE, UNBROKEN));
    }
    return whole;
  }

  /** How long the longest word of a heading is: a day that it names is not broken. */
  private static int word(String heading) {
    return Arrays.stream(heading.split(" ")).mapToInt(String::length).max().orElse(0);
  }

  private DocumentTable table(Table table) {
    boolean few = table.columns().size() <= FEW_COLUMNS && !annexed(table);
    List<DocumentTable.Column> columns = new ArrayList<>();
    String silent = words.plain(ReportFigure.Kind.COUNT, null);
    int others = NARROW;
    for (int at = 0; at < table.columns().size(); at++) {
      boolean text = false;
      boolean numbers = false;
      int longest = 0;
      int shown = 0;
      for (ReportContent.Row row : table.rows()) {
        String said = ReportCell.of(table, row, at).words();
        text |= said != null;
        longest = Math.max(longest, said == null ? 0 : said.length());
        String cell = words.cell(figures, table, row, at);
        shown = Math.max(shown, cell.length());
        numbers |= said == null || cell.contains(silent);
      }
      int weight =
          few
              ? shown <= SHORT && text ? SHORT_WORDS : numbers ? UNBROKEN_WORDS : CELL
              : text ? Math.clamp(longest, CELL, WORDS) : CELL;
      String heading = table.columns().get(at).heading();
      int wide = Math.max(weight, Math.min(word(heading), WORDS));
      others += wide;
      columns.add(new DocumentTable.Column(heading, wide, text ? Align.LEFT : Align.RIGHT));
    }
    // what a line is about takes two fifths of the width where there are few numbers beside it
    int names = table.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    int name =
        few
            ? Math.max(WIDE, Math.ceilDiv(others * 2, 3))
            : Math.clamp(names / LETTERS, WIDE, WIDEST);
    columns.addFirst(new DocumentTable.Column(table.first(), name, Align.LEFT));
    columns.addFirst(new DocumentTable.Column(ReportSays.say("column.no"), NARROW, Align.CENTRE));
    List<DocumentTable.Row> rows = new ArrayList<>();
    int number = 0;
    for (ReportContent.Row row : table.rows()) {
      List<DocumentTable.Cell> cells = new ArrayList<>();
      cells.add(DocumentTable.Cell.of(row.total() ? "" : String.valueOf(++number)));
      cells.add(DocumentTable.Cell.of(row.name()));
      for (int at = 0; at < table.columns().size(); at++) {
        String said = words.cell(figures, table, row, at);
        cells.add(
            DocumentTable.Cell.of(
                few ? said.replace(silent, silent.replace(SPACE, UNBROKEN)) : said));
      }
      rows.add(new DocumentTable.Row(cells, row.total()));
    }
    return new DocumentTable(columns, rows, SIZE);
  }
}
