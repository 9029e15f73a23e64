package vn.khuyenhoc.platform.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.IOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A part of a workbook as a walk over its elements. No document type, no entities, no depth without
 * end; whatever the parser finds wrong means that the file is damaged.
 */
final class XmlPart implements Closeable {

  private static final int DEEPEST = 64;
  private static final int LONGEST_TEXT = 40_000;

  private final PartStream stream;
  private final XMLStreamReader xml;
  private int depth;

  XmlPart(PartStream stream) throws IOException {
    this.stream = stream;
    // A factory of its own: the parser keeps every name it ever saw in the factory's table.
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    try {
      xml = factory.createXMLStreamReader(stream);
    } catch (XMLStreamException | RuntimeException broken) {
      stream.close();
      throw damaged(broken);
    }
  }

  /**
   * Moves to the next begin or end of an element.
   *
   * @return {@link XMLStreamConstants#START_ELEMENT}, {@code END_ELEMENT}, or {@code END_DOCUMENT}
   */
  int next() throws IOException {
    while (true) {
      int event = event();
      if (event == XMLStreamConstants.START_ELEMENT
          || event == XMLStreamConstants.END_ELEMENT
          || event == XMLStreamConstants.END_DOCUMENT) {
        return event;
      }
    }
  }

  private int event() throws IOException {
    try {
      if (!xml.hasNext()) {
        return XMLStreamConstants.END_DOCUMENT;
      }
      int event = xml.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw new Refusal(SheetProblem.DAMAGED);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.END_DOCUMENT -> stream.drain();
        case XMLStreamConstants.DTD -> throw new Refusal(SheetProblem.DAMAGED);
        default -> {}
      }
      return event;
    } catch (XMLStreamException | RuntimeException broken) {
      throw damaged(broken);
    }
  }

  /** The element's name without prefix. */
  String name() {
    return xml.getLocalName();
  }

  /** Depth of the element just begun; its end has one less. */
  int depth() {
    return depth;
  }

  @Nullable String attribute(String name) {
    int count = xml.getAttributeCount();
    for (int i = 0; i < count; i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  int attributeCount() {
    return xml.getAttributeCount();
  }

  String attributeName(int i) {
    return xml.getAttributeLocalName(i);
  }

  String attributeValue(int i) {
    return xml.getAttributeValue(i);
  }

  /** Appends the text of the element just begun and moves to its end. */
  void text(StringBuilder into) throws IOException {
    int start = depth;
    while (true) {
      int event = event();
      if (event == XMLStreamConstants.END_ELEMENT && depth < start) {
        return;
      }
      if (event == XMLStreamConstants.END_DOCUMENT) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      if (event == XMLStreamConstants.CHARACTERS
          || event == XMLStreamConstants.CDATA
          || event == XMLStreamConstants.SPACE) {
        try {
          into.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        } catch (RuntimeException broken) {
          throw damaged(broken);
        }
        if (into.length() > LONGEST_TEXT * 6) {
          throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
        }
      }
    }
  }

  private static IOException damaged(Exception broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    return new Refusal(SheetProblem.DAMAGED);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
