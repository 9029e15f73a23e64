package vn.khuyenhoc.platform.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * The text of one paragraph of a Word file with the names in braces inside it. Word cuts a text
 * into runs where it likes; a name is found across them, and what is put in its place looks like
 * its first letter.
 */
final class WordTokens {

  static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String COMPATIBILITY =
      "http://schemas.openxmlformats.org/markup-compatibility/2006";

  /** What a name does where it stands. */
  enum Use {
    VALUE,
    BEGIN,
    END
  }

  /**
   * A name in braces.
   *
   * @param from where its first brace stands
   * @param to behind its last brace
   * @param use what it does
   * @param written the name as it was typed
   */
  record Token(int from, int to, Use use, String written) {

    /** The name as the catalogue has it. */
    String name() {
      return written.toLowerCase(Locale.ROOT);
    }

    /** Whether the value is to stand in capitals. */
    boolean capitals() {
      return !written.equals(name()) && written.equals(written.toUpperCase(Locale.ROOT));
    }
  }

  private final List<Element> texts = new ArrayList<>();
  private final StringBuilder whole = new StringBuilder();
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();

  private WordTokens() {}

  static WordTokens of(Element paragraph) {
    WordTokens read = new WordTokens();
    read.collect(paragraph);
    return read;
  }

  private void collect(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (is(child, "t")) {
        starts.add(whole.length());
        whole.append(child.getTextContent());
        ends.add(whole.length());
        texts.add((Element) child);
      } else if (is(child, "tab") || is(child, "br") || is(child, "cr")) {
        whole.append(' ');
      } else if (!is(child, "p")) {
        collect(child);
      }
    }
  }

  String text() {
    return whole.toString();
  }

  /** The names in their order; braces that do not close are left out. */
  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    int at = whole.indexOf("{{");
    while (at >= 0) {
      int end = whole.indexOf("}}", at);
      int next = whole.indexOf("{{", at + 2);
      if (end >= 0 && (next < 0 || end < next)) {
        String inside = whole.substring(at + 2, end).strip();
        Use use = inside.startsWith("#") ? Use.BEGIN : inside.startsWith("/") ? Use.END : Use.VALUE;
        tokens.add(
            new Token(at, end + 2, use, use == Use.VALUE ? inside : inside.substring(1).strip()));
      }
      at = next;
    }
    return tokens;
  }

  /** The text with the names taken out: braces in it belong to none. */
  String rest() {
    StringBuilder rest = new StringBuilder(whole);
    List<Token> tokens = tokens();
    for (int at = tokens.size() - 1; at >= 0; at--) {
      rest.delete(tokens.get(at).from(), tokens.get(at).to());
    }
    return rest.toString();
  }

  /** Puts a value where a name stands. Those behind it have to be put in before. */
  void put(Token token, String value) {
    boolean placed = false;
    for (int at = 0; at < texts.size(); at++) {
      int start = starts.get(at);
      int end = ends.get(at);
      if (token.to() <= start || token.from() >= end) {
        continue;
      }
      Element text = texts.get(at);
      // What lies behind has been put in already: up to the end of this name nothing has moved.
      String old = text.getTextContent();
      text.setTextContent(
          old.substring(0, Math.max(token.from(), start) - start)
              + (placed ? "" : value)
              + old.substring(Math.min(token.to(), end) - start));
      text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
      placed = true;
    }
  }

  /** Line ends in values become line ends of Word. */
  void breakLines() {
    for (Element text : texts) {
      String[] lines = text.getTextContent().split("\n", -1);
      if (lines.length == 1) {
        continue;
      }
      Node parent = text.getParentNode();
      text.setTextContent(lines[0]);
      @Nullable Node behind = text.getNextSibling();
      for (int at = 1; at < lines.length; at++) {
        String prefix = text.getPrefix() == null ? "" : text.getPrefix() + ":";
        parent.insertBefore(text.getOwnerDocument().createElementNS(W, prefix + "br"), behind);
        Element line = (Element) text.cloneNode(false);
        line.setTextContent(lines[at]);
        parent.insertBefore(line, behind);
      }
    }
  }

  // --- the tree

  static boolean is(@Nullable Node node, String name) {
    return node != null && W.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
  }

  /** All paragraphs in and below a node, in the order they are read. */
  static List<Element> paragraphs(Node root) {
    return all(root, "p");
  }

  /** All elements of that name in and below a node, in the order they are read. */
  static List<Element> all(Node root, String name) {
    List<Element> found = new ArrayList<>();
    all(root, name, found);
    return found;
  }

  private static void all(Node node, String name, List<Element> found) {
    if (is(node, name)) {
      found.add((Element) node);
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      all(child, name, found);
    }
  }

  static @Nullable Element above(Node node, String name) {
    for (Node at = node.getParentNode(); at != null; at = at.getParentNode()) {
      if (is(at, name)) {
        return (Element) at;
      }
    }
    return null;
  }

  /** Whether it repeats something for programs that are older than the file. */
  static boolean fallback(Node node) {
    for (Node at = node; at != null; at = at.getParentNode()) {
      if (COMPATIBILITY.equals(at.getNamespaceURI()) && "Fallback".equals(at.getLocalName())) {
        return true;
      }
    }
    return false;
  }

  static String attribute(Element element, String name) {
    return element.getAttributeNS(W, name);
  }

  /** What can stand in a file: composed letters and no control characters. */
  static String clean(String value) {
    return VietnameseText.nfc(value).replaceAll("[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]", "");
  }
}
