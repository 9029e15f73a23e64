package vn.khuyenhoc.platform.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHdrFtr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJcTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STSectionMark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabTlc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/**
 * Writes one described document as .docx. The sizes and distances are those of Decree 30/2020,
 * Annex I; lengths are in twentieths of a point.
 */
final class WordWriter {

  static final String FONT = "Times New Roman";
  static final String BLACK = "000000";

  private static final int PAGE_SHORT = 11906;
  private static final int PAGE_LONG = 16838;
  // 20 mm above and below, 30 mm left, 15 mm right, rounded up so as never to fall short.
  private static final int MARGIN_TOP_BOTTOM = 1134;
  private static final int MARGIN_LEFT = 1701;
  private static final int MARGIN_RIGHT = 851;
  private static final int NUMBER_FROM_EDGE = 567;

  // One step below the body: long names of bodies stay on one line beside the national title.
  private static final int SIZE_NATION = 12;
  private static final int SIZE_UNDER_NATION = 13;
  private static final int SIZE_BODY = 14;
  private static final int SIZE_PAGE_NUMBER = 14;
  private static final int SIZE_NOTE = 12;
  private static final int FIRST_LINE = 720;
  private static final int SIX_POINTS = 120;
  private static final int HEAD_LEFT = 3720;
  // The frame of a notice stands four points outside its text.
  private static final int NOTICE_SIDE = 90;
  private static final int CELL_SIDE = 60;
  private static final int CLOSING_LEFT = 4677;

  private final AdministrativeDocument description;
  private final DocumentHead head;
  private final XWPFDocument word = new XWPFDocument();
  private Orientation lying = Orientation.PORTRAIT;

  WordWriter(AdministrativeDocument description) {
    this.description = description;
    this.head = description.head();
  }

  byte[] write() {
    return write(true, description.blocks());
  }

  /** Those blocks of the document alone, without its head, to be put into another file. */
  byte[] write(List<AdministrativeDocument.Block> blocks) {
    return write(false, blocks);
  }

  private byte[] write(boolean whole, List<AdministrativeDocument.Block> blocks) {
    try (word) {
      properties();
      styles();
      pageNumberInHeader();
      if (whole) {
        head();
      }
      for (int at = 0; at < blocks.size(); at++) {
        block(blocks.get(at), at + 1 < blocks.size() ? blocks.get(at + 1) : null);
      }
      section(lastSection());
      var bytes = new ByteArrayOutputStream();
      word.write(bytes);
      return withFixedTimes(bytes.toByteArray());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void block(
      AdministrativeDocument.Block block, AdministrativeDocument.@Nullable Block next) {
    switch (block) {
      case AdministrativeDocument.Notice notice -> notice(notice.text());
      case AdministrativeDocument.Heading heading -> heading(heading);
      case AdministrativeDocument.Paragraph paragraph -> {
        var written = bodyParagraph("");
        if (!paragraph.lead().isEmpty()) {
          bold(run(written, paragraph.lead(), SIZE_BODY));
        }
        var text = run(written, paragraph.text(), SIZE_BODY);
        if (paragraph.ground()) {
          text.setItalic(true);
        }
        if (next instanceof AdministrativeDocument.Closing) {
          written.setKeepNext(true);
        }
      }
      case AdministrativeDocument.Addressees addressees -> {
        var written = word.createParagraph();
        plain(written, ParagraphAlignment.CENTER);
        written.setSpacingAfter(SIX_POINTS);
        run(written, addressees.names(), SIZE_BODY);
      }
      case AdministrativeDocument.Caption caption -> caption(caption);
      case AdministrativeDocument.WritingLines lines -> writingLines(lines.count());
      case AdministrativeDocument.Table table -> table(table.table());
      case AdministrativeDocument.Closing closing -> closing(closing);
      case AdministrativeDocument.Signed signed -> signed(signed);
      case AdministrativeDocument.Annex annex -> annex(annex);
    }
  }

  // --- the file as a whole

  private void properties() {
    var core = word.getProperties().getCoreProperties();
    var prepared = Optional.of(Date.from(head.preparedAt()));
    core.setTitle(head.kind().vietnamese() + " " + head.subject());
    core.setCreator(head.issuer().name());
    core.setLastModifiedByUser(head.issuer().name());
    core.getUnderlyingProperties().setLanguageProperty("vi-VN");
    core.setCreated(prepared);
    core.setModified(prepared);
    word.getProperties()
        .getExtendedProperties()
        .getUnderlyingProperties()
        .setApplication("Khuyen Hoc");
  }

  private void styles() {
    var styles = word.createStyles();
    styles.setDefaultFonts(fonts(CTFonts.Factory.newInstance()));
    styles.setSpellingLanguage("vi-VN");
    var defaults = styles.getCtStyles().getDocDefaults().getRPrDefault().getRPr();
    defaults.addNewSz().setVal(BigInteger.valueOf(2L * SIZE_BODY));
    defaults.addNewSzCs().setVal(BigInteger.valueOf(2L * SIZE_BODY));
    defaults.addNewColor().setVal(BLACK);
    var normal = style("Normal", "Normal");
    normal.setDefault(true);
    styles.addStyle(new XWPFStyle(normal, styles));
    for (int level = 1; level <= 2; level++) {
      var heading = style("Heading" + level, "heading " + level);
      heading.addNewBasedOn().setVal("Normal");
      heading.addNewNext().setVal("Normal");
      heading.addNewPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(level - 1L));
      heading.addNewRPr().addNewB();
      styles.addStyle(new XWPFStyle(heading, styles));
    }
  }

  private static CTStyle style(String id, String name) {
    var style = CTStyle.Factory.newInstance();
    style.setType(STStyleType.PARAGRAPH);
    style.setStyleId(id);
    style.addNewName().setVal(name);
    style.addNewQFormat();
    return style;
  }

  private static CTFonts fonts(CTFonts fonts) {
    fonts.setAscii(FONT);
    fonts.setHAnsi(FONT);
    fonts.setEastAsia(FONT);
    fonts.setCs(FONT);
    return fonts;
  }

  /**
   * The first page of a section shows no number, as a first-page header that is empty; all others
   * show it centred inside the top margin.
   */
  private void pageNumberInHeader() {
    XWPFHeader first = word.createHeader(HeaderFooterType.FIRST);
    emptyParagraph(first.createParagraph());
    XWPFHeader others = word.createHeader(HeaderFooterType.DEFAULT);
    var paragraph = others.createParagraph();
    plain(paragraph, ParagraphAlignment.CENTER);
    field(paragraph, STFldCharType.BEGIN);
    run(paragraph, "", SIZE_PAGE_NUMBER).getCTR().addNewInstrText().setStringValue("PAGE");
    field(paragraph, STFldCharType.SEPARATE);
    run(paragraph, "2", SIZE_PAGE_NUMBER);
    field(paragraph, STFldCharType.END);
  }

  private static void field(XWPFParagraph paragraph, STFldCharType.Enum type) {
    run(paragraph, "", SIZE_PAGE_NUMBER).getCTR().addNewFldChar().setFldCharType(type);
  }

  private CTSectPr lastSection() {
    return word.getDocument().getBody().getSectPr();
  }

  private void section(CTSectPr section) {
    if (section != lastSection()) {
      for (var reference : lastSection().getHeaderReferenceList()) {
        var own = section.addNewHeaderReference();
        own.setType(STHdrFtr.Enum.forInt(reference.getType().intValue()));
        own.setId(reference.getId());
      }
    }
    (section.isSetType() ? section.getType() : section.addNewType())
        .setVal(STSectionMark.NEXT_PAGE);
    var size = section.isSetPgSz() ? section.getPgSz() : section.addNewPgSz();
    boolean landscape = lying == Orientation.LANDSCAPE;
    size.setW(BigInteger.valueOf(landscape ? PAGE_LONG : PAGE_SHORT));
    size.setH(BigInteger.valueOf(landscape ? PAGE_SHORT : PAGE_LONG));
    if (landscape) {
      size.setOrient(STPageOrientation.LANDSCAPE);
    }
    var margin = section.isSetPgMar() ? section.getPgMar() : section.addNewPgMar();
    margin.setTop(BigInteger.valueOf(MARGIN_TOP_BOTTOM));
    margin.setBottom(BigInteger.valueOf(MARGIN_TOP_BOTTOM));
    margin.setLeft(BigInteger.valueOf(MARGIN_LEFT));
    margin.setRight(BigInteger.valueOf(MARGIN_RIGHT));
    margin.setHeader(BigInteger.valueOf(NUMBER_FROM_EDGE));
    margin.setFooter(BigInteger.valueOf(NUMBER_FROM_EDGE));
    margin.setGutter(BigInteger.ZERO);
    // The first page of the document and of every annex is without its number.
    if (!section.isSetTitlePg()) {
      section.addNewTitlePg();
    }
    section.addNewPgNumType().setStart(BigInteger.ONE);
  }

  private void breakSection() {
    var paragraph = word.createParagraph();
    emptyParagraph(paragraph);
    section(paragraph.getCTP().getPPr().addNewSectPr());
  }

  private int textWidth() {
    return (lying == Orientation.LANDSCAPE ? PAGE_LONG : PAGE_SHORT) - MARGIN_LEFT - MARGIN_RIGHT;
  }

  // --- head and closing

  private void head() {
    int right = textWidth() - HEAD_LEFT;
    var table = borderless(2, HEAD_LEFT, right);
    var issuer = table.getRow(0).getCell(0);
    var superior = head.issuer().superior();
    if (!superior.isEmpty()) {
      for (var line : lines(Decree30.upper(superior), SIZE_NATION, false, HEAD_LEFT)) {
        run(centred(issuer), line, SIZE_NATION);
      }
    }
    int widest = 0;
    for (var line : lines(Decree30.upper(head.issuer().name()), SIZE_NATION, true, HEAD_LEFT)) {
      bold(run(centred(issuer), line, SIZE_NATION));
      widest = Math.max(widest, TimesWidths.twips(line, SIZE_NATION, true));
    }
    rule(issuer.addParagraph(), HEAD_LEFT, widest * 2 / 5);

    var nation = table.getRow(0).getCell(1);
    bold(run(centred(nation), Decree30.say("nation"), SIZE_NATION));
    var motto = Decree30.say("motto");
    bold(run(centred(nation), motto, SIZE_UNDER_NATION));
    rule(nation.addParagraph(), right, TimesWidths.twips(motto, SIZE_UNDER_NATION, true));

    var below = table.getRow(1);
    run(
        centred(below.getCell(0)),
        Decree30.say("number", head.numberAndSymbol()),
        SIZE_UNDER_NATION);
    run(centred(below.getCell(1)), head.placeAndDate(), SIZE_UNDER_NATION).setItalic(true);

    var kind = word.createParagraph();
    plain(kind, ParagraphAlignment.CENTER);
    kind.setSpacingBefore(3 * SIX_POINTS);
    kind.setKeepNext(true);
    bold(run(kind, Decree30.upper(head.kind().vietnamese()), SIZE_BODY));
    int longest = 0;
    for (var line : lines(head.subject(), SIZE_BODY, true, textWidth() * 17 / 20)) {
      var paragraph = word.createParagraph();
      plain(paragraph, ParagraphAlignment.CENTER);
      paragraph.setKeepNext(true);
      bold(run(paragraph, line, SIZE_BODY));
      longest = Math.max(longest, TimesWidths.twips(line, SIZE_BODY, true));
    }
    rule(word.createParagraph(), textWidth(), longest * 2 / 5);
    gap();
  }

  private void closing(AdministrativeDocument.Closing closing) {
    gap();
    var table = borderless(1, CLOSING_LEFT, textWidth() - CLOSING_LEFT);
    table.getRow(0).setCantSplitRow(true);
    recipients(table.getRow(0).getCell(0), closing.recipients());
    signature(table.getRow(0).getCell(1), closing.signature());
  }

  private void signed(AdministrativeDocument.Signed signed) {
    gap();
    var table = borderless(1, textWidth() / 2, textWidth() - textWidth() / 2);
    table.getRow(0).setCantSplitRow(true);
    signature(table.getRow(0).getCell(0), signed.left());
    signature(table.getRow(0).getCell(1), signed.right());
    gap();
    var below = borderless(1, textWidth());
    below.getRow(0).setCantSplitRow(true);
    recipients(below.getRow(0).getCell(0), signed.recipients());
  }

  private static void recipients(XWPFTableCell cell, Recipients recipients) {
    var title = firstOrNew(cell);
    plain(title, ParagraphAlignment.LEFT);
    bold(run(title, Decree30.say("recipients"), 12)).setItalic(true);
    for (var name : recipients.names()) {
      recipient(cell, Decree30.say("recipient", name));
    }
    recipient(cell, Decree30.say("archive", recipients.archive()));
  }

  private void signature(XWPFTableCell cell, SignatureBlock signature) {
    for (var line : signature.capacity()) {
      bold(run(centred(cell), line, SIZE_BODY));
    }
    for (int line = 0; line < 5; line++) {
      run(centred(cell), "", SIZE_BODY);
    }
    bold(run(centred(cell), signature.written(), SIZE_BODY));
  }

  private static void recipient(XWPFTableCell cell, String line) {
    var paragraph = cell.addParagraph();
    plain(paragraph, ParagraphAlignment.LEFT);
    run(paragraph, line, 11);
  }

  private void annex(AdministrativeDocument.Annex annex) {
    breakSection();
    lying = annex.orientation();
    var label =
        description.hasSeveralAnnexes()
            ? Decree30.say("annex-numbered", Decree30.roman(annex.number()))
            : Decree30.say("annex");
    var first = word.createParagraph();
    plain(first, ParagraphAlignment.CENTER);
    first.setStyle("Heading1");
    bold(run(first, label, SIZE_BODY));
    for (var line : lines(Decree30.upper(annex.title()), SIZE_BODY, true, textWidth() * 17 / 20)) {
      var paragraph = word.createParagraph();
      plain(paragraph, ParagraphAlignment.CENTER);
      bold(run(paragraph, line, SIZE_BODY));
    }
    var belongs =
        Decree30.say(
            "annex-of",
            head.kind().vietnamese(),
            head.numberAndSymbol(),
            head.longDate(),
            head.issuer().name());
    int longest = 0;
    for (var line : lines(belongs, SIZE_BODY, false, textWidth() * 19 / 20)) {
      var paragraph = word.createParagraph();
      plain(paragraph, ParagraphAlignment.CENTER);
      run(paragraph, line, SIZE_BODY).setItalic(true);
      longest = Math.max(longest, TimesWidths.twips(line, SIZE_BODY, false));
    }
    rule(word.createParagraph(), textWidth(), longest * 2 / 5);
    gap();
  }

  // --- body

  private void heading(AdministrativeDocument.Heading heading) {
    var paragraph = bodyParagraph("");
    paragraph.setStyle("Heading" + heading.level());
    paragraph.setKeepNext(true);
    bold(run(paragraph, heading.text(), SIZE_BODY));
  }

  private XWPFParagraph bodyParagraph(String text) {
    var paragraph = word.createParagraph();
    plain(paragraph, ParagraphAlignment.BOTH);
    paragraph.setIndentationFirstLine(FIRST_LINE);
    paragraph.setSpacingBefore(0);
    paragraph.setSpacingAfter(SIX_POINTS);
    paragraph.setSpacingBetween(1.1, LineSpacingRule.AUTO);
    if (!text.isEmpty()) {
      run(paragraph, text, SIZE_BODY);
    }
    return paragraph;
  }

  private void notice(String text) {
    var paragraph = word.createParagraph();
    plain(paragraph, ParagraphAlignment.CENTER);
    paragraph.setSpacingAfter(2 * SIX_POINTS);
    paragraph.setIndentationLeft(NOTICE_SIDE);
    paragraph.setIndentationRight(NOTICE_SIDE);
    var borders = paragraph.getCTPPr().addNewPBdr();
    for (var side :
        List.of(
            borders.addNewTop(), borders.addNewLeft(),
            borders.addNewBottom(), borders.addNewRight())) {
      line(side, 6, 4);
    }
    bold(run(paragraph, text, SIZE_UNDER_NATION)).setItalic(true);
  }

  private void caption(AdministrativeDocument.Caption caption) {
    var paragraph = word.createParagraph();
    paragraph.setSpacingAfter(SIX_POINTS);
    if (caption.note()) {
      plain(paragraph, ParagraphAlignment.BOTH);
      paragraph.setSpacingBefore(SIX_POINTS);
      run(paragraph, caption.text(), SIZE_NOTE).setItalic(true);
    } else {
      plain(paragraph, ParagraphAlignment.CENTER);
      paragraph.setKeepNext(true);
      bold(run(paragraph, caption.text(), SIZE_BODY));
    }
    paragraph.setSpacingAfter(SIX_POINTS);
  }

  private void writingLines(int count) {
    for (int line = 0; line < count; line++) {
      var paragraph = bodyParagraph("");
      paragraph.setAlignment(ParagraphAlignment.LEFT);
      if (line > 0) {
        paragraph.setIndentationFirstLine(0);
      }
      var stop = paragraph.getCTPPr().addNewTabs().addNewTab();
      stop.setVal(STTabJc.RIGHT);
      stop.setLeader(STTabTlc.DOT);
      stop.setPos(BigInteger.valueOf(textWidth()));
      run(paragraph, "", SIZE_BODY).addTab();
    }
  }

  private void table(DocumentTable table) {
    var columns = table.columns();
    int weights = columns.stream().mapToInt(DocumentTable.Column::weight).sum();
    int[] widths = new int[columns.size()];
    int rest = textWidth();
    for (int at = 0; at < widths.length; at++) {
      widths[at] =
          at == widths.length - 1 ? rest : textWidth() * columns.get(at).weight() / weights;
      rest -= widths[at];
    }
    var written = grid(1 + table.rows().size(), widths);
    ruled(written);
    var headings = written.getRow(0);
    headings.setRepeatHeader(true);
    headings.setCantSplitRow(true);
    for (int at = 0; at < widths.length; at++) {
      var cell = headings.getCell(at);
      cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
      bold(run(centred(cell), columns.get(at).heading(), table.fontSize()));
    }
    for (int at = 0; at < table.rows().size(); at++) {
      row(written.getRow(at + 1), table, table.rows().get(at), widths);
    }
    gap();
  }

  private static void row(
      XWPFTableRow written, DocumentTable table, DocumentTable.Row row, int[] widths) {
    written.setCantSplitRow(true);
    int column = 0;
    for (int at = 0; at < row.cells().size(); at++) {
      var source = row.cells().get(at);
      var cell = written.getCell(at);
      cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
      if (source.span() > 1) {
        int width = 0;
        for (int covered = 0; covered < source.span(); covered++) {
          width += widths[column + covered];
          if (covered > 0) {
            written.removeCell(at + 1);
          }
        }
        cell.getCTTc().getTcPr().addNewGridSpan().setVal(BigInteger.valueOf(source.span()));
        cell.getCTTc().getTcPr().getTcW().setW(BigInteger.valueOf(width));
      }
      var align =
          source.span() > 1 ? DocumentTable.Align.CENTRE : table.columns().get(column).align();
      var paragraph = firstOrNew(cell);
      plain(
          paragraph,
          switch (align) {
            case LEFT -> ParagraphAlignment.LEFT;
            case CENTRE -> ParagraphAlignment.CENTER;
            case RIGHT -> ParagraphAlignment.RIGHT;
          });
      var text = run(paragraph, source.text(), table.fontSize());
      if (row.strong()) {
        bold(text);
      }
      if (source.span() > 1 && !row.strong()) {
        text.setItalic(true);
      }
      column += source.span();
    }
  }

  // --- tables

  private XWPFTable grid(int rows, int... widths) {
    var table = word.createTable(rows, widths.length);
    var properties = table.getCTTbl().getTblPr();
    int width = 0;
    var grid =
        table.getCTTbl().getTblGrid() == null
            ? table.getCTTbl().addNewTblGrid()
            : table.getCTTbl().getTblGrid();
    while (grid.sizeOfGridColArray() > 0) {
      grid.removeGridCol(0);
    }
    for (int column : widths) {
      grid.addNewGridCol().setW(BigInteger.valueOf(column));
      width += column;
    }
    var whole = properties.isSetTblW() ? properties.getTblW() : properties.addNewTblW();
    whole.setType(STTblWidth.DXA);
    whole.setW(BigInteger.valueOf(width));
    (properties.isSetTblLayout() ? properties.getTblLayout() : properties.addNewTblLayout())
        .setType(STTblLayoutType.FIXED);
    (properties.isSetJc() ? properties.getJc() : properties.addNewJc()).setVal(STJcTable.LEFT);
    for (var row : table.getRows()) {
      for (int at = 0; at < widths.length; at++) {
        var cell = row.getCell(at).getCTTc();
        var cellProperties = cell.isSetTcPr() ? cell.getTcPr() : cell.addNewTcPr();
        var cellWidth =
            cellProperties.isSetTcW() ? cellProperties.getTcW() : cellProperties.addNewTcW();
        cellWidth.setType(STTblWidth.DXA);
        cellWidth.setW(BigInteger.valueOf(widths[at]));
      }
    }
    return table;
  }

  private XWPFTable borderless(int rows, int... widths) {
    var table = grid(rows, widths);
    var none = XWPFTable.XWPFBorderType.NONE;
    table.setTopBorder(none, 0, 0, BLACK);
    table.setBottomBorder(none, 0, 0, BLACK);
    table.setLeftBorder(none, 0, 0, BLACK);
    table.setRightBorder(none, 0, 0, BLACK);
    table.setInsideHBorder(none, 0, 0, BLACK);
    table.setInsideVBorder(none, 0, 0, BLACK);
    sideMargins(table, 0);
    return table;
  }

  private static void ruled(XWPFTable table) {
    var single = XWPFTable.XWPFBorderType.SINGLE;
    table.setTopBorder(single, 4, 0, BLACK);
    table.setBottomBorder(single, 4, 0, BLACK);
    table.setLeftBorder(single, 4, 0, BLACK);
    table.setRightBorder(single, 4, 0, BLACK);
    table.setInsideHBorder(single, 4, 0, BLACK);
    table.setInsideVBorder(single, 4, 0, BLACK);
    table.setCellMargins(30, CELL_SIDE, 30, CELL_SIDE);
    // Without it the rules of the first column stand outside the margin by the cell's own.
    var indent = table.getCTTbl().getTblPr().addNewTblInd();
    indent.setType(STTblWidth.DXA);
    indent.setW(BigInteger.valueOf(CELL_SIDE));
  }

  /** Written even when none: a margin that is not there means the default one. */
  private static void sideMargins(XWPFTable table, int width) {
    var properties = table.getCTTbl().getTblPr();
    var margins =
        properties.isSetTblCellMar() ? properties.getTblCellMar() : properties.addNewTblCellMar();
    for (var side :
        List.of(
            margins.isSetLeft() ? margins.getLeft() : margins.addNewLeft(),
            margins.isSetRight() ? margins.getRight() : margins.addNewRight())) {
      side.setType(STTblWidth.DXA);
      side.setW(BigInteger.valueOf(width));
    }
  }

  // --- paragraphs and runs

  private static XWPFParagraph firstOrNew(XWPFTableCell cell) {
    var paragraphs = cell.getParagraphs();
    if (paragraphs.isEmpty()) {
      return cell.addParagraph();
    }
    var last = paragraphs.getLast();
    return last.getRuns().isEmpty() && paragraphs.size() == 1 ? last : cell.addParagraph();
  }

  private static XWPFParagraph centred(XWPFTableCell cell) {
    var paragraph = firstOrNew(cell);
    plain(paragraph, ParagraphAlignment.CENTER);
    return paragraph;
  }

  private static void plain(XWPFParagraph paragraph, ParagraphAlignment alignment) {
    paragraph.setAlignment(alignment);
    paragraph.setSpacingBefore(0);
    paragraph.setSpacingAfter(0);
    paragraph.setSpacingBetween(1, LineSpacingRule.AUTO);
  }

  private static XWPFRun run(XWPFParagraph paragraph, String text, int size) {
    var run = paragraph.createRun();
    CTRPr properties = run.getCTR().addNewRPr();
    fonts(properties.addNewRFonts());
    run.setFontSize(size);
    run.setColor(BLACK);
    if (!text.isEmpty()) {
      run.setText(text);
    }
    return run;
  }

  private static XWPFRun bold(XWPFRun run) {
    run.setBold(true);
    return run;
  }

  /** A rule of that length in the middle of that width, as the border of an empty paragraph. */
  private static void rule(XWPFParagraph paragraph, int within, int length) {
    emptyParagraph(paragraph);
    int side = Math.max(0, (within - length) / 2);
    paragraph.setIndentationLeft(side);
    paragraph.setIndentationRight(side);
    line(paragraph.getCTPPr().addNewPBdr().addNewTop(), 6, 0);
    paragraph.setSpacingBefore(30);
  }

  private static void line(CTBorder border, int eighths, int space) {
    border.setVal(STBorder.SINGLE);
    border.setSz(BigInteger.valueOf(eighths));
    border.setSpace(BigInteger.valueOf(space));
    border.setColor(BLACK);
  }

  private void gap() {
    var paragraph = word.createParagraph();
    emptyParagraph(paragraph);
    paragraph.setSpacingAfter(SIX_POINTS);
  }

  /** A paragraph that takes no room: two points high, nothing in it. */
  private static void emptyParagraph(XWPFParagraph paragraph) {
    plain(paragraph, ParagraphAlignment.CENTER);
    paragraph.setSpacingBetween(2, LineSpacingRule.EXACT);
    var mark = paragraph.getCTPPr().addNewRPr();
    fonts(mark.addNewRFonts());
    mark.addNewSz().setVal(BigInteger.TWO);
  }

  /**
   * Breaks a line that is wider than the room: at its own line ends where it has some, else into
   * lines as even as possible of which the first is the longest. A name cut so that its second line
   * is the longer one looks like a mistake.
   */
  static List<String> lines(String text, int size, boolean bold, int room) {
    var whole = text.replace('\n', ' ');
    int length = TimesWidths.twips(whole, size, bold);
    if (length <= room) {
      return List.of(whole);
    }
    if (text.indexOf('\n') >= 0) {
      return text.lines().flatMap(part -> lines(part, size, bold, room).stream()).toList();
    }
    int fewest = Math.max(2, Math.ceilDiv(length, room));
    for (int width = length / fewest; width < room; width += 20) {
      var lines = filled(whole, size, bold, width);
      int first = TimesWidths.twips(lines.getFirst(), size, bold);
      if (lines.size() <= fewest
          && lines.stream().allMatch(line -> TimesWidths.twips(line, size, bold) <= first)) {
        return lines;
      }
    }
    return filled(whole, size, bold, room);
  }

  private static List<String> filled(String text, int size, boolean bold, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ", -1)) {
      if (!line.isEmpty() && TimesWidths.twips(line + " " + word, size, bold) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return List.copyOf(lines);
  }

  // --- bytes

  /** Packs the parts again with one fixed time each, so that equal content is equal bytes. */
  private static byte[] withFixedTimes(byte[] packed) throws IOException {
    var bytes = new ByteArrayOutputStream(packed.length);
    try (var source = new ZipInputStream(new ByteArrayInputStream(packed));
        var target = new ZipOutputStream(bytes)) {
      for (var entry = source.getNextEntry(); entry != null; entry = source.getNextEntry()) {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        target.putNextEntry(copy);
        source.transferTo(target);
        target.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
