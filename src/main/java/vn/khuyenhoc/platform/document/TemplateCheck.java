package vn.khuyenhoc.platform.document;

import static vn.khuyenhoc.platform.document.WordTokens.is;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.document.WordTokens.Token;
import vn.khuyenhoc.platform.document.WordTokens.Use;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Looks through a Word file that somebody wants to have as a template; finds all at once. */
final class TemplateCheck {

  private static final String FIELD = "file";
  private static final int MOST_SHOWN = 60;
  private static final double TWIPS_A_MILLIMETRE = 1440 / 25.4;
  private static final Pattern SINGLE = Pattern.compile("(?<!\\{)\\{\\s*([#/]?\\w+)\\s*}(?!})");
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:.*|\\\\\\\\.*|//.*");

  /** Fields that only count or point inside the file. */
  private static final Set<String> QUIET_FIELDS =
      Set.of(
          "PAGE",
          "NUMPAGES",
          "SECTIONPAGES",
          "SECTION",
          "TOC",
          "REF",
          "PAGEREF",
          "SEQ",
          "STYLEREF",
          "HYPERLINK",
          "SYMBOL",
          "=",
          "QUOTE",
          "TITLE",
          "LISTNUM",
          "NOTEREF");

  private final TemplateKind kind;
  private final Map<String, TemplateField> fields = new LinkedHashMap<>();
  private final Map<String, TemplateField> listOf = new HashMap<>();
  private final List<Problem> refusals = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();

  TemplateCheck(TemplateKind kind) {
    this.kind = kind;
    for (TemplateField field : kind.fields()) {
      fields.put(field.name(), field);
      for (TemplateField part : field.parts()) {
        fields.put(part.name(), part);
        listOf.put(part.name(), field);
      }
    }
  }

  WordTemplate.Reading of(byte[] file) {
    try {
      WordPackage word = WordPackage.read(file);
      parts(word);
      for (String part : word.parts().keySet()) {
        if (WordTemplate.read(part)) {
          content(part, word.xml(part));
        }
      }
      required();
      layout(word);
    } catch (WordPackage.Unreadable wrong) {
      refusals.add(Problem.at(FIELD, wrong.why(), WordPackage.MOST_BYTES >> 20));
    }
    return new WordTemplate.Reading(
        refusals.stream().distinct().toList(), warnings.stream().distinct().toList());
  }

  private void refuse(TemplateProblem why, Object... values) {
    refusals.add(Problem.at(FIELD, why, values));
  }

  private void warn(TemplateProblem why, Object... values) {
    warnings.add(Problem.at(FIELD, why, values));
  }

  // --- what a file may hold

  private void parts(WordPackage word) throws WordPackage.Unreadable {
    types(word.xml("[Content_Types].xml"));
    for (String part : word.parts().keySet()) {
      String name = part.toLowerCase(Locale.ROOT);
      if (name.contains("vbaproject") || name.contains("vbadata") || name.contains("customui")) {
        refuse(TemplateProblem.MACROS);
      } else if (name.contains("/embeddings/")
          || name.contains("/activex/")
          || name.contains("afchunk")
          || name.endsWith(".bin") && !name.contains("printersettings")
          || name.startsWith("/")
          || name.contains("..")) {
        refuse(TemplateProblem.EMBEDDED, part);
      } else if (name.endsWith(".rels")) {
        relations(part, word.xml(part));
      } else if (name.endsWith(".xml")) {
        // A declaration of its own could read files of the machine.
        word.xml(part);
      }
      if (name.equals("word/comments.xml")
          && !WordTokens.all(word.xml(part).getDocumentElement(), "comment").isEmpty()) {
        warn(TemplateProblem.COMMENTS);
      }
    }
  }

  private void types(Document types) {
    String main = "";
    for (Element one : elements(types.getDocumentElement())) {
      String type = one.getAttribute("ContentType").toLowerCase(Locale.ROOT);
      if (type.contains("macroenabled") || type.contains("vbaproject")) {
        refuse(TemplateProblem.MACROS);
      }
      if (one.getAttribute("PartName").equals("/" + WordPackage.DOCUMENT)) {
        main = type;
      }
    }
    if (!main.contains("wordprocessingml.document.main") && !main.contains("macroenabled")) {
      refuse(TemplateProblem.NOT_WORD);
    }
  }

  private void relations(String part, Document relations) {
    for (Element one : elements(relations.getDocumentElement())) {
      String target = one.getAttribute("Target").strip();
      String type = one.getAttribute("Type");
      boolean outside =
          "External".equalsIgnoreCase(one.getAttribute("TargetMode"))
              || SCHEME.matcher(target).matches();
      if (type.endsWith("/oleObject") || type.endsWith("/package") || type.endsWith("/control")) {
        refuse(TemplateProblem.EMBEDDED, part);
      }
      if (outside && !(type.endsWith("/hyperlink") && harmless(target))) {
        refuse(TemplateProblem.EXTERNAL, part, shortened(target));
      }
    }
  }

  private static boolean harmless(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("mailto:");
  }

  // --- what is written in it

  private void content(String part, Document xml) {
    Places places = new Places(part, xml);
    activeFields(xml.getDocumentElement(), places);
    for (String change : List.of("ins", "del", "moveFrom", "moveTo")) {
      for (Element one : WordTokens.all(xml.getDocumentElement(), change)) {
        if (!WordTokens.all(one, "r").isEmpty()) {
          Element paragraph = WordTokens.above(one, "p");
          refuse(TemplateProblem.TRACKED, places.of(paragraph == null ? one : paragraph));
        }
      }
    }
    if (!WordTokens.all(xml.getDocumentElement(), "altChunk").isEmpty()) {
      refuse(TemplateProblem.EMBEDDED, part);
    }
    names(part, xml, places);
  }

  private void activeFields(Element root, Places places) {
    for (Element simple : WordTokens.all(root, "fldSimple")) {
      field(WordTokens.attribute(simple, "instr"), places.of(simple));
    }
    Deque<StringBuilder> open = new ArrayDeque<>();
    fields(root, open, places);
  }

  private void fields(Node node, Deque<StringBuilder> open, Places places) {
    if (is(node, "fldChar")) {
      String type = WordTokens.attribute((Element) node, "fldCharType");
      if (type.equals("begin")) {
        open.push(new StringBuilder());
      } else if (!open.isEmpty()) {
        field(open.peek().toString(), places.of(node));
        if (type.equals("end")) {
          open.pop();
        }
      }
    } else if (is(node, "instrText")) {
      if (open.isEmpty()) {
        field(node.getTextContent(), places.of(node));
      } else {
        open.peek().append(node.getTextContent());
      }
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      fields(child, open, places);
    }
  }

  private void field(String instruction, Sentence place) {
    String words = instruction.strip();
    if (words.isEmpty()) {
      return;
    }
    String name = words.split("[\\s\"\\\\]", 2)[0].toUpperCase(Locale.ROOT);
    boolean link = name.equals("HYPERLINK") && words.contains("\"");
    if (!QUIET_FIELDS.contains(name.startsWith("=") ? "=" : name)) {
      refuse(TemplateProblem.ACTIVE_FIELD, place, shortened(words));
    } else if (link && !words.contains("\\l")) {
      String address = words.substring(words.indexOf('"') + 1).split("\"", 2)[0];
      if (!harmless(address)) {
        refuse(TemplateProblem.EXTERNAL, WordPackage.DOCUMENT, shortened(address));
      }
    }
  }

  // --- names in braces

  private record Opened(Token token, Element paragraph) {}

  private void names(String part, Document xml, Places places) {
    Deque<Opened> open = new ArrayDeque<>();
    for (Element paragraph : WordTokens.paragraphs(xml)) {
      if (WordTokens.fallback(paragraph)) {
        continue;
      }
      WordTokens read = WordTokens.of(paragraph);
      Sentence place = places.of(paragraph);
      String rest = read.rest();
      if (rest.contains("{{") || rest.contains("}}")) {
        refuse(TemplateProblem.BROKEN, place, shortened(rest.strip()));
      }
      var single = SINGLE.matcher(rest);
      while (single.find()) {
        String name = single.group(1).replaceAll("^[#/]", "").toLowerCase(Locale.ROOT);
        if (fields.containsKey(name)) {
          refuse(TemplateProblem.BROKEN, place, single.group());
        }
      }
      for (Token token : read.tokens()) {
        one(part, xml, paragraph, read, token, place, open);
      }
    }
    for (Opened left : open) {
      refuse(
          TemplateProblem.UNPAIRED,
          places.of(left.paragraph()),
          "{{#" + left.token().written() + "}}");
    }
  }

  private void one(
      String part,
      Document xml,
      Element paragraph,
      WordTokens read,
      Token token,
      Sentence place,
      Deque<Opened> open) {
    TemplateField field = fields.get(token.name());
    if (field == null || !token.written().equals(token.name()) && !token.capitals()) {
      refuse(
          TemplateProblem.UNKNOWN_NAME,
          place,
          "{{" + shortened(token.written()) + "}}",
          nearest(token.name()).written());
      return;
    }
    boolean list = field.type() == TemplateField.Type.LIST;
    if (list != (token.use() != Use.VALUE)) {
      refuse(TemplateProblem.WRONG_USE, place, "{{" + token.written() + "}}", field.written());
      return;
    }
    asked.add(field.name());
    switch (token.use()) {
      case BEGIN -> begin(xml, paragraph, read, token, place, open);
      case END -> {
        if (open.isEmpty() || !open.peek().token().name().equals(token.name())) {
          boolean known = open.removeIf(one -> one.token().name().equals(token.name()));
          refuse(
              known ? TemplateProblem.ACROSS : TemplateProblem.UNPAIRED,
              place,
              "{{/" + token.written() + "}}");
        } else {
          open.pop();
        }
      }
      case VALUE -> {
        TemplateField of = listOf.get(field.name());
        if (of != null && open.stream().noneMatch(one -> one.token().name().equals(of.name()))) {
          refuse(TemplateProblem.OUTSIDE_LIST, place, "{{" + token.written() + "}}", of.written());
        }
        if (field.type() == TemplateField.Type.FLOW
            && (!read.rest().isBlank()
                || read.tokens().size() > 1
                || !open.isEmpty()
                || !part.equals(WordPackage.DOCUMENT)
                || !is(paragraph.getParentNode(), "body"))) {
          refuse(TemplateProblem.NOT_ALONE, place, "{{" + token.written() + "}}");
        }
      }
    }
  }

  private void begin(
      Document xml,
      Element paragraph,
      WordTokens read,
      Token token,
      Sentence place,
      Deque<Opened> open) {
    String written = "{{#" + token.written() + "}}";
    if (open.stream().anyMatch(one -> one.token().name().equals(token.name()))) {
      refuse(TemplateProblem.UNPAIRED, place, written);
      return;
    }
    open.push(new Opened(token, paragraph));
    boolean ends =
        WordTokens.paragraphs(xml).stream()
            .flatMap(one -> WordTokens.of(one).tokens().stream())
            .anyMatch(one -> one.use() == Use.END && one.name().equals(token.name()));
    if (!ends) {
      return;
    }
    WordTemplate.Range range = WordTemplate.Range.of(xml, paragraph, token);
    if (range == null) {
      refuse(TemplateProblem.ACROSS, place, written);
    } else if (range.nodes().size() == 1 && range.nodes().getFirst() == paragraph) {
      // A whole paragraph is repeated: words beside the list would be, too.
      List<Token> tokens = read.tokens();
      int end =
          tokens.stream()
              .filter(one -> one.use() == Use.END && one.name().equals(token.name()))
              .findFirst()
              .orElse(token)
              .to();
      if (!read.text().substring(0, token.from()).isBlank()
          || !read.text().substring(end).isBlank()) {
        refuse(TemplateProblem.NOT_ALONE, place, written);
      }
    }
  }

  private TemplateField nearest(String name) {
    String folded = VietnameseText.fold(name).replaceAll("[^a-z0-9]+", "_");
    TemplateField best = fields.values().iterator().next();
    int least = Integer.MAX_VALUE;
    for (TemplateField field : fields.values()) {
      int distance = distance(folded, field.name());
      if (distance < least) {
        least = distance;
        best = field;
      }
    }
    return best;
  }

  /** How many letters have to be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int at = 0; at < row.length; at++) {
      row[at] = at;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        row[j] =
            Math.min(
                Math.min(row[j] + 1, row[j - 1] + 1),
                diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1));
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  private void required() {
    for (Set<String> names : kind.required()) {
      if (names.stream().noneMatch(asked::contains)) {
        refuse(
            TemplateProblem.REQUIRED,
            names.stream()
                .map(name -> fields.getOrDefault(name, nearest(name)).written())
                .collect(Collectors.joining(", ")));
      }
    }
  }

  // --- Decree 30

  private void layout(WordPackage word) throws WordPackage.Unreadable {
    Document xml = word.xml(WordPackage.DOCUMENT);
    for (Element section : WordTokens.all(xml, "sectPr")) {
      Element size = first(section, "pgSz");
      if (size == null) {
        continue;
      }
      long wide = millimetres(size, "w");
      long high = millimetres(size, "h");
      if (Math.abs(Math.min(wide, high) - 210) > 1 || Math.abs(Math.max(wide, high) - 297) > 1) {
        warn(TemplateProblem.PAPER, wide, high);
      }
      Element margins = first(section, "pgMar");
      if (margins != null && high > wide) {
        long top = millimetres(margins, "top");
        long bottom = millimetres(margins, "bottom");
        long left = millimetres(margins, "left");
        long right = millimetres(margins, "right");
        if (top < 20
            || top > 25
            || bottom < 20
            || bottom > 25
            || left < 30
            || left > 35
            || right < 15
            || right > 20) {
          warn(TemplateProblem.MARGINS, top, bottom, left, right);
        }
      }
    }
    Fonts fonts = new Fonts(word);
    Set<String> others = new TreeSet<>();
    for (String part : word.parts().keySet()) {
      if (WordTemplate.read(part)) {
        fonts.used(word.xml(part), others);
      }
    }
    others.forEach(font -> warn(TemplateProblem.FONT, font));
  }

  private static long millimetres(Element element, String name) {
    String value = WordTokens.attribute(element, name);
    return value.matches("-?\\d{1,9}")
        ? Math.round(Integer.parseInt(value) / TWIPS_A_MILLIMETRE)
        : 0;
  }

  /** In which letters the runs of a file really stand: their own, their style's, the file's. */
  private static final class Fonts {
    private final Map<String, Element> styles = new HashMap<>();
    private final String theme;
    private String usual = "";
    private String normal = "";

    Fonts(WordPackage word) throws WordPackage.Unreadable {
      Document xml = word.xmlOrNull("word/styles.xml");
      theme = theme(word.xmlOrNull("word/theme/theme1.xml"));
      if (xml != null) {
        for (Element defaults : WordTokens.all(xml, "rPrDefault")) {
          usual = font(defaults);
        }
        for (Element style : WordTokens.all(xml, "style")) {
          String id = WordTokens.attribute(style, "styleId");
          styles.put(id, style);
          String standard = WordTokens.attribute(style, "default");
          if (WordTokens.attribute(style, "type").equals("paragraph")
              && (standard.equals("1") || standard.equals("true"))) {
            normal = id;
          }
        }
      }
    }

    private static String theme(@Nullable Document theme) {
      if (theme == null) {
        return "";
      }
      var minor = theme.getElementsByTagNameNS("*", "minorFont");
      if (minor.getLength() == 0) {
        return "";
      }
      var latin = ((Element) minor.item(0)).getElementsByTagNameNS("*", "latin");
      return latin.getLength() == 0 ? "" : ((Element) latin.item(0)).getAttribute("typeface");
    }

    private String font(Element in) {
      Element fonts = first(in, "rFonts");
      if (fonts == null) {
        return "";
      }
      String named = WordTokens.attribute(fonts, "ascii");
      return named.isEmpty() && !WordTokens.attribute(fonts, "asciiTheme").isEmpty()
          ? theme
          : named;
    }

    private String ofStyle(String id) {
      Set<String> seen = new LinkedHashSet<>();
      String at = id;
      while (seen.add(at)) {
        Element style = styles.get(at);
        if (style == null) {
          return "";
        }
        String font = font(style);
        if (!font.isEmpty()) {
          return font;
        }
        Element based = first(style, "basedOn");
        at = based == null ? "" : WordTokens.attribute(based, "val");
      }
      return "";
    }

    void used(Document xml, Set<String> others) {
      for (Element run : WordTokens.all(xml, "r")) {
        boolean said =
            WordTokens.all(run, "t").stream().anyMatch(text -> !text.getTextContent().isBlank());
        if (!said) {
          continue;
        }
        Element own = first(run, "rPr");
        String font = own == null ? "" : font(own);
        if (font.isEmpty() && own != null) {
          Element style = first(own, "rStyle");
          font = style == null ? "" : ofStyle(WordTokens.attribute(style, "val"));
        }
        if (font.isEmpty()) {
          Element paragraph = WordTokens.above(run, "p");
          Element properties = paragraph == null ? null : first(paragraph, "pPr");
          Element style = properties == null ? null : first(properties, "pStyle");
          font = ofStyle(style == null ? normal : WordTokens.attribute(style, "val"));
        }
        if (font.isEmpty()) {
          font = usual;
        }
        if (!font.isEmpty() && !font.equalsIgnoreCase(WordWriter.FONT)) {
          others.add(font);
        }
      }
    }
  }

  // --- the tree

  private static @Nullable Element first(Element in, String name) {
    for (Element one : elements(in)) {
      if (is(one, name)) {
        return one;
      }
    }
    List<Element> deeper = name.equals("rFonts") ? WordTokens.all(in, name) : List.of();
    return deeper.isEmpty() ? null : deeper.getFirst();
  }

  private static List<Element> elements(Element in) {
    List<Element> elements = new ArrayList<>();
    for (Node child = in.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static String shortened(String text) {
    String one = text.replaceAll("\\s+", " ").strip();
    return one.length() <= MOST_SHOWN ? one : one.substring(0, MOST_SHOWN) + "…";
  }

  /** Says where something stands, as somebody would look for it. */
  private static final class Places {
    private final String part;
    private final List<Element> paragraphs = new ArrayList<>();
    private final List<Element> tables;

    Places(String part, Document xml) {
      this.part = part;
      this.tables = WordTokens.all(xml, "tbl");
      for (Element one : WordTokens.paragraphs(xml)) {
        if (WordTokens.above(one, "tbl") == null && !WordTokens.of(one).text().isBlank()) {
          paragraphs.add(one);
        }
      }
    }

    Sentence of(Node node) {
      Element paragraph = is(node, "p") ? (Element) node : WordTokens.above(node, "p");
      String words = paragraph == null ? "" : shortened(WordTokens.of(paragraph).text());
      if (part.startsWith("word/header")) {
        return Sentence.of("templates.place.header", words);
      }
      if (part.startsWith("word/footer")) {
        return Sentence.of("templates.place.footer", words);
      }
      if (!part.equals(WordPackage.DOCUMENT)) {
        return Sentence.of("templates.place.note", words);
      }
      Element table = WordTokens.above(node, "tbl");
      Element row = WordTokens.above(node, "tr");
      if (table != null && row != null) {
        int number = 0;
        for (Element one : WordTokens.all(table, "tr")) {
          number++;
          if (one == row) {
            break;
          }
        }
        return Sentence.of("templates.place.table", tables.indexOf(table) + 1, number, words);
      }
      return Sentence.of(
          "templates.place.paragraph",
          paragraph == null ? 0 : paragraphs.indexOf(paragraph) + 1,
          words);
    }
  }
}
