package vn.khuyenhoc.platform.document;

import static vn.khuyenhoc.platform.document.WordTokens.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.document.AdministrativeDocument.Block;
import vn.khuyenhoc.platform.document.WordTokens.Token;
import vn.khuyenhoc.platform.document.WordTokens.Use;

/**
 * An ordinary Word file of an office with names in braces where values are to stand. {@code
 * {{trich_yeu}}} is a value, {@code {{TRICH_YEU}}} the same in capitals; {@code {{#danh_sach}} …
 * {{/danh_sach}}} is written once for each row of a list, be it a paragraph, several, or rows of a
 * table; {@code {{noi_dung}}} alone in a paragraph is all that the product writes. Everything else
 * stays as the office made it. A paragraph of which nothing is left goes away.
 */
public final class WordTemplate {

  private static final Locale VIETNAMESE = Locale.of("vi", "VN");
  private static final String BODY = "noi_dung";
  private static final String ANNEXES = "phu_luc";
  private static final String NOTICES = "canh_bao";

  private final WordPackage file;
  private final TemplateKind kind;

  private WordTemplate(WordPackage file, TemplateKind kind) {
    this.file = file;
    this.kind = kind;
  }

  /**
   * What is found in a file that was sent.
   *
   * @param refusals why it cannot be used; each at the field {@code file}
   * @param warnings what should be looked at; it can be used as it is
   */
  public record Reading(List<Problem> refusals, List<Problem> warnings) {
    public Reading {
      refusals = List.copyOf(refusals);
      warnings = List.copyOf(warnings);
    }
  }

  /** Looks through a file that somebody sent and says all that is wrong with it at once. */
  public static Reading check(byte[] file, TemplateKind kind) {
    return new TemplateCheck(kind).of(file);
  }

  /**
   * A template that was checked when it came.
   *
   * @throws IllegalArgumentException for a file that is none
   */
  public static WordTemplate of(byte[] file, TemplateKind kind) {
    try {
      WordPackage read = WordPackage.own(file);
      read.xml(WordPackage.DOCUMENT);
      return new WordTemplate(read, kind);
    } catch (WordPackage.Unreadable wrong) {
      throw new IllegalArgumentException("no template: " + wrong.getMessage(), wrong);
    }
  }

  /** The document in this template; the same document gives the same bytes. */
  public byte[] fill(AdministrativeDocument document) {
    return new Filling(document).write();
  }

  /** The parts of a package that hold what is read. */
  static boolean read(String part) {
    return part.matches("word/(document|header\\d*|footer\\d*|footnotes|endnotes)\\.xml");
  }

  // --- values

  /** What stands behind the names, in a row of a list and around it. */
  private record Scope(
      Map<String, String> texts,
      Map<String, List<Map<String, String>>> lists,
      @Nullable Scope around) {

    String text(String name) {
      String value = texts.get(name);
      if (value != null) {
        return value;
      }
      return around == null ? "" : around.text(name);
    }

    List<Map<String, String>> list(String name) {
      List<Map<String, String>> rows = lists.get(name);
      if (rows != null) {
        return rows;
      }
      return around == null ? List.of() : around.list(name);
    }
  }

  private static Scope values(AdministrativeDocument document) {
    Map<String, String> texts = new HashMap<>();
    Map<String, List<Map<String, String>>> lists = new HashMap<>();
    DocumentHead head = document.head();
    texts.put("co_quan_cap_tren", head.issuer().superior());
    texts.put("co_quan", head.issuer().name());
    texts.put("so", head.writtenNumber());
    texts.put("ky_hieu", head.issuer().symbol());
    texts.put("so_ky_hieu", head.numberAndSymbol());
    texts.put("dia_danh", head.issuer().place());
    texts.put("ngay_thang", head.longDate());
    texts.put("ten_loai", head.kind().vietnamese());
    texts.put("trich_yeu", head.subject().replace('\n', ' '));
    texts.put("nam", Integer.toString(head.year()));
    for (Block block : document.blocks()) {
      if (block instanceof AdministrativeDocument.Closing closing) {
        recipients(texts, lists, closing.recipients());
        signature(texts, closing.signature(), "chuc_vu_ky", "nguoi_ky");
      } else if (block instanceof AdministrativeDocument.Signed signed) {
        recipients(texts, lists, signed.recipients());
        signature(texts, signed.left(), "chuc_vu_trai", "nguoi_ky_trai");
        signature(texts, signed.right(), "chuc_vu_phai", "nguoi_ky_phai");
      }
    }
    texts.putAll(document.values());
    lists.putAll(document.lists());
    return new Scope(texts, lists, null);
  }

  private static void recipients(
      Map<String, String> texts,
      Map<String, List<Map<String, String>>> lists,
      Recipients recipients) {
    lists.put(
        "noi_nhan", recipients.names().stream().map(name -> Map.of("noi_nhan_ten", name)).toList());
    texts.put("luu", recipients.archive());
  }

  private static void signature(
      Map<String, String> texts, SignatureBlock signature, String capacity, String signer) {
    texts.put(capacity, String.join("\n", signature.capacity()));
    texts.put(signer, signature.written());
  }

  // --- filling

  private final class Filling {

    private final AdministrativeDocument document;
    private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> flows = new HashSet<>();
    private boolean shown;

    Filling(AdministrativeDocument document) {
      this.document = document;
      for (TemplateField field : kind.fields()) {
        if (field.type() == TemplateField.Type.FLOW) {
          flows.add(field.name());
        }
      }
    }

    byte[] write() {
      Map<String, Document> changed = new TreeMap<>();
      Scope values = values(document);
      try {
        for (String part : file.parts().keySet()) {
          if (read(part)) {
            Document xml = file.xml(part);
            fill(xml.getDocumentElement(), values);
            if (part.equals(WordPackage.DOCUMENT)) {
              flow(xml);
            }
            changed.put(part, xml);
          } else if (part.equals("docProps/core.xml")) {
            changed.put(part, properties(file.xml(part)));
          }
        }
      } catch (WordPackage.Unreadable fault) {
        throw new IllegalStateException(fault);
      }
      return file.with(changed);
    }

    /** The file is the office's, not of whoever once made the template. */
    private Document properties(Document xml) {
      Map<String, String> said =
          Map.of(
              "creator", document.head().issuer().name(),
              "lastModifiedBy", document.head().issuer().name(),
              "title", document.head().kind().vietnamese() + " " + document.head().subject());
      for (Node at = xml.getDocumentElement().getFirstChild();
          at != null;
          at = at.getNextSibling()) {
        String value = at.getLocalName() == null ? null : said.get(at.getLocalName());
        if (value != null) {
          at.setTextContent(value);
        }
      }
      return xml;
    }

    private void fill(Node root, Scope scope) {
      while (unfold(root, scope)) {
        // One list after the other, each with all that is inside it.
      }
      for (Element paragraph : WordTokens.paragraphs(root)) {
        if (done.add(paragraph)) {
          put(paragraph, scope);
        }
      }
    }

    private void put(Element paragraph, Scope scope) {
      WordTokens read = WordTokens.of(paragraph);
      List<Token> tokens = read.tokens();
      if (tokens.isEmpty() || tokens.stream().anyMatch(one -> flows.contains(one.name()))) {
        return;
      }
      boolean empty = read.rest().isBlank();
      for (int at = tokens.size() - 1; at >= 0; at--) {
        Token token = tokens.get(at);
        String value = WordTokens.clean(scope.text(token.name()));
        empty &= value.isEmpty();
        read.put(token, token.capitals() ? value.toUpperCase(VIETNAMESE) : value);
      }
      read.breakLines();
      if (empty) {
        drop(paragraph);
      }
    }

    /** Writes the first list in it once for each of its rows; false where there is none. */
    private boolean unfold(Node root, Scope scope) {
      for (Element paragraph : WordTokens.paragraphs(root)) {
        if (done.contains(paragraph)) {
          continue;
        }
        for (Token token : WordTokens.of(paragraph).tokens()) {
          if (token.use() == Use.BEGIN) {
            Range range = Range.of(root, paragraph, token);
            if (range == null) {
              throw new IllegalStateException("a list without an end: " + token.name());
            }
            unfold(range, token.name(), scope);
            return true;
          }
        }
      }
      return false;
    }

    private void unfold(Range range, String name, Scope scope) {
      List<Node> model = range.nodes();
      Node parent = range.parent();
      Document owner = owner(parent);
      for (Map<String, String> row : scope.list(name)) {
        Element copy = owner.createElement("copy");
        model.forEach(node -> copy.appendChild(node.cloneNode(true)));
        unmark(copy, name);
        fill(copy, new Scope(row, Map.of(), scope));
        while (copy.getFirstChild() != null) {
          parent.insertBefore(copy.getFirstChild(), model.getFirst());
        }
      }
      model.forEach(parent::removeChild);
      if (is(parent, "tc") && !is(lastElement(parent), "p")) {
        parent.appendChild(element(parent, "p"));
      } else if (is(parent, "tbl") && WordTokens.all(parent, "tr").isEmpty()) {
        drop((Element) parent);
      }
    }

    /** Takes beginning and end of the list out of one copy of it. */
    private void unmark(Element copy, String name) {
      int depth = 0;
      Element opened = null;
      for (Element paragraph : WordTokens.paragraphs(copy)) {
        WordTokens read = WordTokens.of(paragraph);
        List<Token> out = new ArrayList<>();
        boolean ended = false;
        for (Token token : read.tokens()) {
          if (token.use() == Use.VALUE || !token.name().equals(name)) {
            continue;
          }
          depth += token.use() == Use.BEGIN ? 1 : -1;
          if (token.use() == Use.BEGIN && depth == 1 && opened == null) {
            opened = paragraph;
            out.add(token);
          } else if (token.use() == Use.END && depth == 0) {
            out.add(token);
            ended = true;
            break;
          }
        }
        if (!out.isEmpty()) {
          for (int at = out.size() - 1; at >= 0; at--) {
            read.put(out.get(at), "");
          }
          if (out.size() == 1
              && WordTokens.of(paragraph).text().isBlank()
              && !is(paragraph.getParentNode(), "tc")) {
            paragraph.getParentNode().removeChild(paragraph);
          }
        }
        if (ended) {
          return;
        }
      }
    }

    // --- whole paragraphs

    private void flow(Document xml) {
      for (Element paragraph : WordTokens.paragraphs(xml)) {
        for (Token token : WordTokens.of(paragraph).tokens()) {
          if (flows.contains(token.name())) {
            insert(paragraph, blocks(token.name()));
            break;
          }
        }
      }
      if (!shown) {
        // That figures are made up, or a paper is for practising, is said whatever the template is.
        Node body = xml.getElementsByTagNameNS(WordTokens.W, "body").item(0);
        List<Block> notices = notices();
        if (body.getFirstChild() != null && !notices.isEmpty()) {
          Element first = element(body, "p");
          body.insertBefore(first, body.getFirstChild());
          insert(first, notices);
        }
      }
    }

    private List<Block> notices() {
      List<Block> notices = new ArrayList<>();
      for (Block block : document.blocks()) {
        if (block instanceof AdministrativeDocument.Annex) {
          break;
        }
        if (block instanceof AdministrativeDocument.Notice) {
          notices.add(block);
        }
      }
      return notices;
    }

    private List<Block> blocks(String name) {
      if (name.equals(NOTICES)) {
        shown = true;
        return notices();
      }
      List<Block> body = new ArrayList<>();
      List<Block> annexes = new ArrayList<>();
      boolean closed = false;
      for (Block block : document.blocks()) {
        if (block instanceof AdministrativeDocument.Annex) {
          closed = true;
        }
        if (closed) {
          annexes.add(block);
        } else if (!(block instanceof AdministrativeDocument.Closing)
            && !(block instanceof AdministrativeDocument.Signed)
            && !(shown && block instanceof AdministrativeDocument.Notice)) {
          body.add(block);
        }
      }
      if (name.equals(BODY)) {
        shown = true;
        return body;
      }
      return name.equals(ANNEXES) ? annexes : List.of();
    }

    private void insert(Element at, List<Block> blocks) {
      Node parent = at.getParentNode();
      if (blocks.isEmpty()) {
        drop(at);
        return;
      }
      Document written;
      try {
        written = WordPackage.own(new WordWriter(document).write(blocks)).xml(WordPackage.DOCUMENT);
      } catch (WordPackage.Unreadable fault) {
        throw new IllegalStateException(fault);
      }
      Element body = (Element) written.getElementsByTagNameNS(WordTokens.W, "body").item(0);
      Element own = sectionOf(at);
      Element last = null;
      boolean first = true;
      for (Node child = body.getFirstChild(); child != null; child = child.getNextSibling()) {
        if (is(child, "sectPr")) {
          last = (Element) child;
          continue;
        }
        Node copy = owner(parent).importNode(child, true);
        parent.insertBefore(copy, at);
        for (Element section : WordTokens.all(copy, "sectPr")) {
          // What stands before the first turned page is laid out as the office wants it.
          Element right = first ? own : withHeaders(section, own);
          section.getParentNode().replaceChild(right.cloneNode(true), section);
          first = false;
        }
      }
      if (!first && last != null) {
        ends(at, own, (Element) owner(parent).importNode(last, true), blocks);
      }
      drop(at);
    }

    /** What the paper is after turned pages: theirs, or again the office's own. */
    private void ends(Element at, Element own, Element last, List<Block> blocks) {
      boolean annexes = blocks.stream().anyMatch(AdministrativeDocument.Annex.class::isInstance);
      Element right = withHeaders(last, own);
      if (nothingFollows(at)) {
        own.getParentNode().replaceChild(right, own);
        return;
      }
      if (annexes || !WordTokens.all(right, "pgSz").stream().allMatch(WordTemplate::upright)) {
        Element paragraph = element(at.getParentNode(), "p");
        Element properties = element(paragraph, "pPr");
        paragraph.appendChild(properties);
        properties.appendChild(right);
        at.getParentNode().insertBefore(paragraph, at);
      }
      // The pages go on counting.
      WordTokens.all(own, "titlePg").forEach(one -> own.removeChild(one));
      WordTokens.all(own, "pgNumType").forEach(one -> own.removeChild(one));
    }

    private boolean nothingFollows(Element at) {
      for (Node next = at.getNextSibling(); next != null; next = next.getNextSibling()) {
        if (is(next, "sectPr")) {
          continue;
        }
        if (is(next, "p") && WordTokens.of((Element) next).text().isBlank()) {
          if (!WordTokens.all(next, "sectPr").isEmpty()) {
            return true;
          }
          continue;
        }
        if (next.getNodeType() == Node.ELEMENT_NODE) {
          return false;
        }
      }
      return true;
    }

    /** A section that shows the office's headers and footers. */
    private static Element withHeaders(Element section, Element own) {
      for (String kind : List.of("headerReference", "footerReference")) {
        WordTokens.all(section, kind).forEach(one -> section.removeChild(one));
      }
      List<Element> references = new ArrayList<>(WordTokens.all(own, "headerReference"));
      references.addAll(WordTokens.all(own, "footerReference"));
      Collections.reverse(references);
      for (Element one : references) {
        section.insertBefore(owner(section).importNode(one, true), section.getFirstChild());
      }
      return section;
    }

    /** The section that a paragraph lies in: the next one that is described behind it. */
    private static Element sectionOf(Element paragraph) {
      boolean behind = false;
      Document owner = owner(paragraph);
      for (Node node : everything(owner.getDocumentElement(), new ArrayList<>())) {
        behind |= node == paragraph;
        if (behind && is(node, "sectPr")) {
          return (Element) node;
        }
      }
      Node body = owner.getElementsByTagNameNS(WordTokens.W, "body").item(0);
      Element none = element(body, "sectPr");
      body.appendChild(none);
      return none;
    }

    private static List<Node> everything(Node node, List<Node> all) {
      all.add(node);
      for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
        everything(child, all);
      }
      return all;
    }
  }

  private static boolean upright(Element size) {
    return !"landscape".equals(WordTokens.attribute(size, "orient"));
  }

  private static Document owner(Node node) {
    return node.getOwnerDocument();
  }

  private static Element element(Node beside, String name) {
    Element like = beside instanceof Element one ? one : owner(beside).getDocumentElement();
    String prefix = like.getPrefix() == null ? "" : like.getPrefix() + ":";
    return owner(beside).createElementNS(WordTokens.W, prefix + name);
  }

  private static @Nullable Node lastElement(Node parent) {
    Node last = parent.getLastChild();
    while (last != null && last.getNodeType() != Node.ELEMENT_NODE) {
      last = last.getPreviousSibling();
    }
    return last;
  }

  /** Takes it out; a cell keeps a paragraph, and a section its end. */
  private static void drop(Element element) {
    Node parent = element.getParentNode();
    if (is(element, "p")) {
      if (!WordTokens.all(element, "sectPr").isEmpty()) {
        return;
      }
      boolean only =
          !is(parent, "body")
              && parent.getNamespaceURI() != null
              && WordTokens.paragraphs(parent).stream()
                      .filter(one -> one.getParentNode() == parent)
                      .count()
                  == 1;
      if (only) {
        for (Element run : WordTokens.all(element, "r")) {
          if (run.getParentNode() == element) {
            element.removeChild(run);
          }
        }
        return;
      }
    }
    parent.removeChild(element);
  }

  /**
   * What a list reaches over: neighbours under one parent.
   *
   * @param parent of which
   * @param nodes from first to last
   */
  record Range(Node parent, List<Node> nodes) {

    /** From a beginning to its end; null where there is none or they lie in different places. */
    static @Nullable Range of(Node root, Element begins, Token begin) {
      int depth = 0;
      boolean behind = false;
      for (Element paragraph : WordTokens.paragraphs(root)) {
        behind |= paragraph == begins;
        if (!behind) {
          continue;
        }
        for (Token token : WordTokens.of(paragraph).tokens()) {
          if (paragraph == begins && token.from() < begin.from()
              || token.use() == Use.VALUE
              || !token.name().equals(begin.name())) {
            continue;
          }
          depth += token.use() == Use.BEGIN ? 1 : -1;
          if (depth == 0) {
            return between(begins, paragraph);
          }
        }
      }
      return null;
    }

    /** Whether a list can be repeated from the one paragraph to the other. */
    private static @Nullable Range between(Element first, Element last) {
      if (first == last) {
        return new Range(first.getParentNode(), List.of(first));
      }
      Map<Node, Node> way = new LinkedHashMap<>();
      Node child = first;
      for (Node at = first.getParentNode(); at != null; at = at.getParentNode()) {
        way.put(at, child);
        child = at;
      }
      Node end = last;
      for (Node at = last.getParentNode(); at != null; at = at.getParentNode()) {
        Node begin = way.get(at);
        if (begin != null) {
          return among(at, begin, end, first, last);
        }
        end = at;
      }
      return null;
    }

    private static @Nullable Range among(
        Node parent, Node begin, Node end, Element first, Element last) {
      if (is(parent, "tr")) {
        return new Range(parent.getParentNode(), List.of(parent));
      }
      boolean rows = is(parent, "tbl");
      if (!rows && (begin != first || end != last)) {
        return null;
      }
      List<Node> nodes = new ArrayList<>();
      for (Node at = begin; at != null; at = at.getNextSibling()) {
        nodes.add(at);
        if (at == end) {
          return new Range(parent, nodes);
        }
      }
      return null;
    }
  }
}
