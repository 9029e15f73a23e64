package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads XML as the JDK's own parser does, wherever its buffer happens to end. */
class XmlPartTest {

  private static final String TEXT = "aBệ 9_x&;\n<>\"']-=/!?";

  /** Gives one to few bytes at a time, so that everything is cut in two somewhere. */
  private static InputStream trickling(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
      }
    };
  }

  private static XmlPart part(String xml, Random random) throws IOException {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    return new XmlPart(
        new PartStream(trickling(bytes, random), new PartStream.Budget(1 << 24), -1));
  }

  private static String random(Random random, int depth) {
    StringBuilder xml = new StringBuilder();
    String name = List.of("c", "row", "x:v", "a-b", "si").get(random.nextInt(5));
    xml.append('<').append(name);
    for (int i = random.nextInt(4); i > 0; i--) {
      xml.append(random.nextBoolean() ? " " : "\n  ").append("a").append(i);
      xml.append(random.nextInt(5) == 0 ? " = " : "=");
      char quote = random.nextBoolean() ? '"' : '\'';
      xml.append(quote).append(escaped(random, quote)).append(quote);
    }
    if (random.nextInt(5) == 0) {
      return xml.append(random.nextBoolean() ? "/>" : " />").toString();
    }
    xml.append(random.nextInt(9) == 0 ? " >" : ">");
    for (int i = random.nextInt(5); i > 0; i--) {
      switch (random.nextInt(depth > 5 ? 4 : 6)) {
        case 0 -> xml.append("<!-- ").append("a<b>&c' ").append("-->");
        case 1 -> xml.append("<![CDATA[").append("x<&]>]y").append("]]>");
        case 2 -> xml.append("<?pi <a> ?>");
        case 3 -> xml.append(escaped(random, '<'));
        default -> xml.append(random(random, depth + 1));
      }
    }
    return xml.append("</").append(name).append(random.nextInt(9) == 0 ? " >" : ">").toString();
  }

  private static String escaped(Random random, char quote) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      char c = TEXT.charAt(random.nextInt(TEXT.length()));
      switch (c) {
        case '&' -> text.append(random.nextBoolean() ? "&amp;" : "&#38;");
        case '<' -> text.append(random.nextBoolean() ? "&lt;" : "&#x3C;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        case '\'' -> text.append("&apos;");
        case 'ệ' -> text.append(random.nextBoolean() ? "ệ" : "&#7879;");
        case '\n' -> text.append(quote == '<' ? random.nextBoolean() ? "\r\n" : "\r" : "");
        default -> text.append(c);
      }
    }
    return text.toString();
  }

  private static List<String> byJdk(String xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
    List<String> events = new ArrayList<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          StringBuilder event = new StringBuilder("<" + local(reader.getLocalName()));
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            event.append(' ').append(reader.getAttributeValue(i));
          }
          events.add(event.toString());
        }
        case XMLStreamConstants.END_ELEMENT -> events.add("/" + local(reader.getLocalName()));
        default -> {}
      }
    }
    return events;
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static List<String> byOurs(String xml, Random random) throws IOException {
    List<String> events = new ArrayList<>();
    try (XmlPart part = part(xml, random)) {
      for (int event = part.next(); event != XmlPart.END; event = part.next()) {
        StringBuilder text = new StringBuilder((event == XmlPart.OPEN ? "<" : "/") + part.name());
        for (int i = 0; event == XmlPart.OPEN && i < part.attributeCount(); i++) {
          text.append(' ').append(part.attributeValue(i));
        }
        events.add(text.toString());
      }
    }
    return events;
  }

  @Test
  void walksElementsLikeTheJdk() throws Exception {
    Random random = new Random(21);
    for (int i = 0; i < 3_000; i++) {
      String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + random(random, 0) + "\n";
      assertThat(byOurs(xml, random)).as(xml).isEqualTo(byJdk(xml));
    }
  }

  @Test
  void collectsTextLikeTheJdk() throws Exception {
    Random random = new Random(22);
    for (int i = 0; i < 3_000; i++) {
      String xml = "<t>" + escaped(random, '<') + random(random, 4) + escaped(random, '<') + "</t>";
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      StringBuilder expected = new StringBuilder();
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              expected.append(reader.getText());
          default -> {}
        }
      }
      try (XmlPart part = part(xml, random)) {
        assertThat(part.next()).isEqualTo(XmlPart.OPEN);
        part.clearText();
        part.collectText();
        assertThat(part.text()).as(xml).isEqualTo(expected.toString());
        assertThat(part.next()).isEqualTo(XmlPart.END);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "<a>",
        "</a>",
        "<a></b>",
        "<a><b></a></b>",
        "<a/><b/>",
        "<a b></a>",
        "<a b=c/>",
        "<a b='<'/>",
        "<a b='1/>",
        "<!DOCTYPE a><a/>",
        "<a><!-- </a>",
        "<a><![CDATA[ </a>",
        "< a/>",
        "<a><",
        "<a",
        "<>",
        "<a/ >",
        "<?xml version='1.0' encoding='windows-1258'?><a/>",
        "\u0000<a/>"
      })
  void refusesWhatIsNotXml(String xml) {
    assertThatThrownBy(() -> byOurs(xml, new Random(1))).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&nbsp;", "&", "&#;", "&#x110000;", "&#0;", "&amp", "&#99999999999;"})
  void refusesReferencesItDoesNotKnow(String reference) throws IOException {
    try (XmlPart part = part("<t>a" + reference + "</t>", new Random(1))) {
      assertThat(part.next()).isEqualTo(XmlPart.OPEN);
      assertThatThrownBy(part::collectText).isInstanceOf(Refusal.class);
    }
  }
}
