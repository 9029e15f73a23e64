package vn.khuyenhoc.platform.document;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A written .docx or .xlsx read back part by part, as any other program would read it. */
public final class WordXml {

  private final Map<String, byte[]> parts = new TreeMap<>();

  public WordXml(byte[] packed) {
    try (var zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(packed)).get()) {
      for (var entry : Collections.list(zip.getEntries())) {
        parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  public byte[] part(String name) {
    return requireNonNull(parts.get(name), name);
  }

  public List<String> names() {
    return List.copyOf(parts.keySet());
  }

  /** Values of an XPath over one part; prefixes w, x, dc and dcterms. */
  public List<String> values(String part, String path) {
    try {
      var xpath = XPathFactory.newInstance().newXPath();
      xpath.setNamespaceContext(Prefixes.USUAL);
      var found = (NodeList) xpath.evaluate(path, parse(part), XPathConstants.NODESET);
      var values = new ArrayList<String>();
      for (int at = 0; at < found.getLength(); at++) {
        values.add(found.item(at).getTextContent());
      }
      return values;
    } catch (XPathExpressionException fault) {
      throw new IllegalArgumentException(path, fault);
    }
  }

  /** As {@link #values}, over the document itself. */
  public List<String> values(String path) {
    return values("word/document.xml", path);
  }

  public int count(String path) {
    return values(path).size();
  }

  /**
   * The text of every paragraph of the document, tables included, in order; empty ones left out.
   */
  public List<String> paragraphs() {
    return values("//w:p[.//w:t]");
  }

  private Document parse(String part) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(part(part)));
    } catch (ParserConfigurationException | SAXException | IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** The usual prefixes. */
  private enum Prefixes implements NamespaceContext {
    USUAL;

    private static final Map<String, String> NAMES =
        Map.of(
            "w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "x", "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "dc", "http://purl.org/dc/elements/1.1/",
            "dcterms", "http://purl.org/dc/terms/");

    @Override
    public String getNamespaceURI(String prefix) {
      return NAMES.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
    }

    @Override
    public String getPrefix(String uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
      throw new UnsupportedOperationException();
    }
  }
}
