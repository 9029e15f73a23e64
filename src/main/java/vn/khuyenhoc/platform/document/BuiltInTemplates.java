package vn.khuyenhoc.platform.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khuyenhoc.platform.document.DocumentTable.Align;
import vn.khuyenhoc.platform.document.DocumentTable.Column;
import vn.khuyenhoc.platform.document.DocumentTable.Row;
import vn.khuyenhoc.platform.document.TemplateField.Type;

/**
 * The templates that come with the product, in the layout of Decree 30, to begin one's own from;
 * and made-up documents to try a template with.
 */
public final class BuiltInTemplates {

  private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int YEAR = 9999;
  private static final int TABLE_SIZE = 12;
  private static final int LINES_TO_WRITE = 4;
  private static final int SAMPLE_ROWS = 3;

  private BuiltInTemplates() {}

  /** The template of a kind as .docx, with names in place of values. */
  public static byte[] file(TemplateKind kind) {
    boolean two = kind == TemplateKind.MINUTES;
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody(
                    "{{co_quan_cap_tren}}", "{{co_quan}}", "{{ky_hieu}}", "{{dia_danh}}"),
                kind.document(),
                "{{so}}",
                null,
                YEAR,
                "{{trich_yeu}}",
                WRITTEN));
    written(document, TemplateKind.say("body." + kind.name()));
    if (two) {
      document.signedByTwo(
          new Recipients(List.of("{{noi_nhan_ten}}"), "{{luu}}"),
          new SignatureBlock(null, null, "{{chuc_vu_trai}}", "{{nguoi_ky_trai}}"),
          new SignatureBlock(null, null, "{{chuc_vu_phai}}", "{{nguoi_ky_phai}}"));
    } else {
      document.closing(
          new Recipients(List.of("{{noi_nhan_ten}}"), "{{luu}}"),
          new SignatureBlock(null, null, "{{chuc_vu_ky}}", "{{nguoi_ky}}"));
    }
    boolean annex = kind == TemplateKind.DECISION;
    if (annex) {
      document.annex(TemplateKind.say("annex." + kind.name() + ".title"), Orientation.PORTRAIT);
      written(document, TemplateKind.say("annex." + kind.name()));
    }
    return named(document.toBytes(), !annex && !two);
  }

  private static void written(AdministrativeDocument document, String body) {
    for (String line : body.lines().toList()) {
      String rest = line.substring(1).strip();
      switch (line.charAt(0)) {
        case '>' -> document.part(rest);
        case '^' -> document.caption(rest);
        case '-' -> document.item(rest);
        case '~' -> document.ground(rest);
        case '§' -> {
          int lead = rest.indexOf('§');
          document.led(rest.substring(0, lead), rest.substring(lead + 1));
        }
        case '_' -> document.writingLines(LINES_TO_WRITE);
        case '|' -> document.table(table(rest));
        default -> document.paragraph(line);
      }
    }
  }

  private static DocumentTable table(String written) {
    List<Column> columns = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (String one : written.split("\\|")) {
      String[] said = one.split(":", 4);
      columns.add(
          new Column(
              said[0],
              Integer.parseInt(said[1]),
              switch (said[2]) {
                case "C" -> Align.CENTRE;
                case "R" -> Align.RIGHT;
                default -> Align.LEFT;
              }));
      cells.add(said[3]);
    }
    return new DocumentTable(columns, List.of(Row.of(cells.toArray(String[]::new))), TABLE_SIZE);
  }

  /** Puts names where the writer has wording of its own, and the annexes behind the signature. */
  private static byte[] named(byte[] written, boolean annexes) {
    try {
      WordPackage file = WordPackage.own(written);
      Document xml = file.xml(WordPackage.DOCUMENT);
      String open = Decree30.date(null, YEAR);
      String recipient = Decree30.say("recipient", "{{noi_nhan_ten}}");
      for (Element text : WordTokens.all(xml, "t")) {
        String said = text.getTextContent();
        text.setTextContent(
            said.replace(open, "{{ngay_thang}}")
                .replace(recipient, "{{#noi_nhan}}" + recipient + "{{/noi_nhan}}"));
      }
      if (annexes) {
        Node body = xml.getElementsByTagNameNS(WordTokens.W, "body").item(0);
        Element model = null;
        for (Element paragraph : WordTokens.paragraphs(xml)) {
          if (paragraph.getParentNode() == body
              && WordTokens.of(paragraph).text().startsWith("{{")) {
            model = paragraph;
          }
        }
        if (model == null) {
          model = WordTokens.paragraphs(body).getLast();
        }
        Element copy = (Element) model.cloneNode(true);
        WordTokens read = WordTokens.of(copy);
        List<WordTokens.Token> tokens = read.tokens();
        for (int at = tokens.size() - 1; at >= 0; at--) {
          read.put(tokens.get(at), at == 0 ? "{{phu_luc}}" : "");
        }
        body.insertBefore(copy, WordTokens.all(body, "sectPr").getLast());
      }
      return file.with(Map.of(WordPackage.DOCUMENT, xml));
    } catch (WordPackage.Unreadable fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** A made-up document of a kind, which says that it is one. */
  public static AdministrativeDocument sample(TemplateKind kind) {
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody(
                    sample("co_quan_cap_tren"),
                    sample("co_quan"),
                    sample("ky_hieu"),
                    sample("dia_danh")),
                kind.document(),
                sample("so"),
                LocalDate.of(2026, 12, 5),
                2026,
                sample("trich_yeu"),
                WRITTEN));
    document.notice(sample("notice"));
    document.part(sample("part"));
    document.paragraph(sample("body"));
    document.paragraph(sample("body"));
    if (kind == TemplateKind.MINUTES) {
      document.signedByTwo(
          new Recipients(sample("noi_nhan_ten").lines().toList(), sample("luu")),
          new SignatureBlock(null, null, sample("chuc_vu_trai"), sample("nguoi_ky_trai")),
          new SignatureBlock(null, null, sample("chuc_vu_phai"), sample("nguoi_ky_phai")));
    } else {
      document.closing(
          new Recipients(sample("noi_nhan_ten").lines().toList(), sample("luu")),
          new SignatureBlock(
              null, null, sample("chuc_vu_ky").lines().toList().getLast(), sample("nguoi_ky")));
    }
    if (kind != TemplateKind.MINUTES) {
      document.annex(sample("annex"), Orientation.LANDSCAPE);
      document.paragraph(sample("body"));
    }
    for (TemplateField field : kind.fields()) {
      boolean ofHead = TemplateKind.say("fields.every").contains(field.name());
      if (field.type() == Type.TEXT && !ofHead) {
        String value = field.sample();
        document.named(
            field.name(),
            field.name().startsWith("chuc_vu") ? value : value.lines().findFirst().orElse(""));
      } else if (field.type() == Type.LIST) {
        document.named(field.name(), rows(field));
      }
    }
    return document;
  }

  private static List<Map<String, String>> rows(TemplateField list) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int at = 0; at < SAMPLE_ROWS; at++) {
      Map<String, String> row = new HashMap<>();
      for (TemplateField part : list.parts()) {
        row.put(part.name(), part.sample().lines().toList().get(at));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String sample(String name) {
    return TemplateKind.say("sample." + name);
  }
}
