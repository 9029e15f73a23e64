package vn.khuyenhoc.platform.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The parts of a .docx from anywhere, read within limits and written with fixed times. */
final class WordPackage {

  static final long MOST_BYTES = 5L << 20;
  private static final long MOST_UNPACKED = 40L << 20;
  private static final int MOST_PARTS = 500;
  private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  /** A file that is not read further, and why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final TemplateProblem why;

    Unreadable(TemplateProblem why) {
      super(why.code());
      this.why = why;
    }

    TemplateProblem why() {
      return why;
    }
  }

  private final Map<String, byte[]> parts;

  private WordPackage(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  /** Reads a file that somebody sent. */
  static WordPackage read(byte[] file) throws Unreadable {
    return read(file, MOST_UNPACKED);
  }

  /** Reads a file that was written or checked here. */
  static WordPackage own(byte[] file) throws Unreadable {
    return read(file, Integer.MAX_VALUE - 8L);
  }

  private static WordPackage read(byte[] file, long most) throws Unreadable {
    if (most == MOST_UNPACKED && file.length > MOST_BYTES) {
      throw new Unreadable(TemplateProblem.TOO_LARGE);
    }
    if (begins(file, COMPOUND)) {
      // Word keeps a file with a password in a compound file, as it did all files before 2007.
      String names = new String(file, StandardCharsets.UTF_16LE);
      String shifted = new String(file, 1, file.length - 1, StandardCharsets.UTF_16LE);
      throw new Unreadable(
          names.contains("EncryptedPackage") || shifted.contains("EncryptedPackage")
              ? TemplateProblem.ENCRYPTED
              : TemplateProblem.OLD_FORMAT);
    }
    Map<String, byte[]> parts = new LinkedHashMap<>();
    long unpacked = 0;
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
      for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (entry.isDirectory()) {
          continue;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          throw new Unreadable(TemplateProblem.ENCRYPTED);
        }
        try (var content = zip.getInputStream(entry)) {
          byte[] bytes =
              content.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, most - unpacked + 1));
          unpacked += bytes.length;
          if (unpacked > most || parts.size() >= MOST_PARTS) {
            throw new Unreadable(TemplateProblem.BOMB);
          }
          if (parts.put(entry.getName(), bytes) != null) {
            throw new Unreadable(TemplateProblem.NOT_WORD);
          }
        }
      }
    } catch (IOException | IllegalArgumentException wrong) {
      throw new Unreadable(TemplateProblem.NOT_WORD);
    }
    if (!parts.containsKey("[Content_Types].xml") || !parts.containsKey(DOCUMENT)) {
      throw new Unreadable(TemplateProblem.NOT_WORD);
    }
    return new WordPackage(parts);
  }

  static final String DOCUMENT = "word/document.xml";

  private static boolean begins(byte[] file, byte[] with) {
    for (int at = 0; at < with.length; at++) {
      if (file.length <= at || file[at] != with[at]) {
        return false;
      }
    }
    return true;
  }

  Map<String, byte[]> parts() {
    return Collections.unmodifiableMap(parts);
  }

  /** A part as a tree. */
  Document xml(String part) throws Unreadable {
    byte[] bytes = parts.get(part);
    if (bytes == null) {
      throw new Unreadable(TemplateProblem.NOT_WORD);
    }
    return parse(bytes);
  }

  @Nullable Document xmlOrNull(String part) throws Unreadable {
    return parts.containsKey(part) ? xml(part) : null;
  }

  private static Document parse(byte[] bytes) throws Unreadable {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(bytes));
    } catch (SAXException | IOException wrong) {
      throw new Unreadable(TemplateProblem.NOT_WORD);
    } catch (ParserConfigurationException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** The same package with some parts in another form. */
  byte[] with(Map<String, Document> changed) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (var part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        Document other = changed.get(part.getKey());
        zip.write(other == null ? part.getValue() : bytes(other));
        zip.closeEntry();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(Document document) {
    try {
      document.setXmlStandalone(true);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      var writer = TransformerFactory.newInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      writer.transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (TransformerException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
