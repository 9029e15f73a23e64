package vn.khuyenhoc.platform.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of a workbook as a walk over its elements, straight from its bytes.
 *
 * <p>General parsers make an object of every attribute and every number; for a sheet that is most
 * of the cost of an import. Of XML this reads what workbooks consist of: elements, attributes,
 * text, CDATA, the five entities and character references, in UTF-8. Comments and processing
 * instructions are skipped, a document type is refused, and nothing is ever longer or deeper than
 * fixed limits.
 */
final class XmlPart implements Closeable {

  /** The document has ended. */
  static final int END = 0;

  /** An element begins. */
  static final int OPEN = 1;

  /** An element ends; one that is empty ends right after it began. */
  static final int CLOSE = 2;

  private static final int DEEPEST = 64;
  private static final int LONGEST_TAG = 1 << 16;
  private static final int LONGEST_TEXT = 1 << 18;
  private static final int MOST_ATTRIBUTES = 64;
  private static final int LONGEST_REFERENCE = 12;
  private static final int NAMES = 256;

  private static final String[] LETTERS = new String[128];

  static {
    for (int i = 0; i < LETTERS.length; i++) {
      LETTERS[i] = String.valueOf((char) i);
    }
  }

  private final PartStream stream;
  private byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  private final int[] openHash = new int[DEEPEST + 1];
  private final String[] openName = new String[DEEPEST + 1];
  private int depth;
  private boolean emptyElement;
  private boolean ended;
  private boolean any;

  private final @Nullable String[] names = new String[NAMES];
  private String name = "";

  private final int[] attributes = new int[MOST_ATTRIBUTES * 4];
  private int attributeCount;

  private byte[] text = new byte[256];
  private int textLength;

  XmlPart(PartStream stream) throws IOException {
    this.stream = stream;
    skipDeclaration();
  }

  /** Workbooks are written in UTF-8; anything else goes back to Excel to be saved again. */
  private void skipDeclaration() throws IOException {
    need(4);
    if (limit >= 2 && ((buffer[0] & 0xFF) >= 0xFE || buffer[0] == 0 || buffer[1] == 0)) {
      throw damaged();
    }
    if (limit >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      position = 3;
    }
    need(256);
    String start =
        new String(buffer, position, Math.min(256, limit - position), StandardCharsets.ISO_8859_1);
    if (start.startsWith("<?xml")) {
      int end = start.indexOf("?>");
      int encoding = start.indexOf("encoding");
      if (end > 0 && encoding > 0 && encoding < end) {
        String stated = start.substring(encoding, end).toLowerCase(java.util.Locale.ROOT);
        if (!stated.contains("utf-8") && !stated.contains("us-ascii")) {
          throw damaged();
        }
      }
    }
  }

  /**
   * Moves to the next begin or end of an element.
   *
   * @return {@link #OPEN}, {@link #CLOSE} or {@link #END}
   */
  int next() throws IOException {
    if (emptyElement) {
      emptyElement = false;
      name = openName[depth];
      depth--;
      return CLOSE;
    }
    while (!ended) {
      if (!skipTo('<')) {
        ended = true;
        if (depth > 0 || !any) {
          throw damaged();
        }
        break;
      }
      if (!need(2)) {
        throw damaged();
      }
      switch (buffer[position + 1]) {
        case '/' -> {
          endElement();
          return CLOSE;
        }
        case '?' -> skipPast("?>");
        case '!' -> skipDeclared();
        default -> {
          beginElement();
          return OPEN;
        }
      }
    }
    return END;
  }

  private void skipDeclared() throws IOException {
    if (startsWith("<!--")) {
      position += 4;
      skipPast("-->");
    } else if (depth > 0 && startsWith("<![CDATA[")) {
      skipPast("]]>");
    } else {
      throw damaged();
    }
  }

  private boolean startsWith(String sign) throws IOException {
    if (!need(sign.length())) {
      return false;
    }
    for (int i = 0; i < sign.length(); i++) {
      if (buffer[position + i] != sign.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void skipPast(String sign) throws IOException {
    while (skipTo(sign.charAt(0))) {
      if (startsWith(sign)) {
        position += sign.length();
        return;
      }
      position++;
    }
    throw damaged();
  }

  private void endElement() throws IOException {
    int at = position + 2;
    int hash = 0;
    while (true) {
      if (at >= limit) {
        int offset = at - position;
        if (offset > LONGEST_TAG || !need(offset + 1)) {
          throw damaged();
        }
        at = position + offset;
      }
      byte b = buffer[at];
      if (b == '>') {
        break;
      }
      if (!isBlank(b)) {
        hash = hash * 31 + b;
      }
      at++;
    }
    if (depth == 0 || openHash[depth] != hash) {
      throw damaged();
    }
    name = openName[depth];
    depth--;
    position = at + 1;
  }

  private void beginElement() throws IOException {
    if (depth == 0 && any || depth >= DEEPEST) {
      throw damaged();
    }
    any = true;
    while (!tryBegin()) {
      int known = limit - position;
      if (known > LONGEST_TAG) {
        throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
      }
      if (!need(known + 1)) {
        throw damaged();
      }
    }
  }

  /** Reads a tag in one pass; false if it goes on beyond the buffer. */
  private boolean tryBegin() throws IOException {
    byte[] bytes = buffer;
    int stop = limit;
    int from = position + 1;
    int at = from;
    int local = from;
    int hash = 0;
    while (true) {
      if (at >= stop) {
        return false;
      }
      byte b = bytes[at];
      if (b == '>' || b == '/' || isBlank(b)) {
        break;
      }
      if (b == ':') {
        local = at + 1;
      }
      hash = hash * 31 + b;
      at++;
    }
    if (at == local) {
      throw damaged();
    }
    int nameEnd = at;
    attributeCount = 0;
    while (true) {
      while (at < stop && isBlank(bytes[at])) {
        at++;
      }
      if (at + 1 >= stop) {
        if (at < stop && bytes[at] == '>') {
          break;
        }
        return false;
      }
      if (bytes[at] == '>') {
        break;
      }
      if (bytes[at] == '/') {
        if (bytes[at + 1] != '>') {
          throw damaged();
        }
        break;
      }
      at = readAttribute(at, stop);
      if (at < 0) {
        return false;
      }
    }
    depth++;
    openHash[depth] = hash;
    name = named(local, nameEnd);
    openName[depth] = name;
    emptyElement = bytes[at] == '/';
    position = emptyElement ? at + 2 : at + 1;
    return true;
  }

  /** Reads one attribute and tells the position behind it; -1 if it goes on beyond the buffer. */
  private int readAttribute(int from, int stop) throws IOException {
    byte[] bytes = buffer;
    int at = from;
    int local = from;
    while (at < stop && bytes[at] != '=' && !isBlank(bytes[at])) {
      byte b = bytes[at++];
      if (b == ':') {
        local = at;
      } else if (b == '<' || b == '>' || b == '"' || b == '\'') {
        throw damaged();
      }
    }
    int nameEnd = at;
    while (at < stop && isBlank(bytes[at])) {
      at++;
    }
    if (at >= stop) {
      return -1;
    }
    if (bytes[at] != '=' || nameEnd == local) {
      throw damaged();
    }
    at++;
    while (at < stop && isBlank(bytes[at])) {
      at++;
    }
    if (at >= stop) {
      return -1;
    }
    byte quote = bytes[at++];
    if (quote != '"' && quote != '\'') {
      throw damaged();
    }
    int valueStart = at;
    while (at < stop && bytes[at] != quote) {
      if (bytes[at] == '<') {
        throw damaged();
      }
      at++;
    }
    if (at >= stop) {
      return -1;
    }
    if (attributeCount < MOST_ATTRIBUTES) {
      int slot = attributeCount++ * 4;
      attributes[slot] = local;
      attributes[slot + 1] = nameEnd;
      attributes[slot + 2] = valueStart;
      attributes[slot + 3] = at;
    }
    return at + 1;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int hash(int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + buffer[i];
    }
    return hash;
  }

  /** These bytes as a word; the same object for the same word, most of the time. */
  private String named(int from, int to) {
    if (to - from == 1 && buffer[from] > 0) {
      return LETTERS[buffer[from]];
    }
    int slot = hash(from, to) & (NAMES - 1);
    String known = names[slot];
    if (known != null && matches(known, from, to)) {
      return known;
    }
    String fresh = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    names[slot] = fresh;
    return fresh;
  }

  private boolean matches(String name, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (buffer[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The name, without prefix, of the element that began or ended last. */
  String name() {
    return name;
  }

  /** Whether that element has this name. */
  boolean is(String wanted) {
    return name.equals(wanted);
  }

  /** How deep the element just begun lies, from 1; once ended, its parent's depth. */
  int depth() {
    return depth;
  }

  /** The value of an attribute of the element just begun, whatever its prefix. */
  @Nullable String attribute(String wanted) throws IOException {
    for (int i = 0; i < attributeCount; i++) {
      if (matches(wanted, attributes[i * 4], attributes[i * 4 + 1])) {
        return attributeValue(i);
      }
    }
    return null;
  }

  int attributeCount() {
    return attributeCount;
  }

  /** The only letter of an attribute's name, 0 if it has more. */
  int attributeLetter(int i) {
    int from = attributes[i * 4];
    return attributes[i * 4 + 1] - from == 1 ? buffer[from] : 0;
  }

  String attributeValue(int i) throws IOException {
    int from = attributes[i * 4 + 2];
    int to = attributes[i * 4 + 3];
    for (int at = from; at < to; at++) {
      if (buffer[at] == '&') {
        textLength = 0;
        append(from, to);
        return text();
      }
    }
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /** An attribute's value that is one of a few words; the same object for the same word. */
  String attributeWord(int i) {
    return named(attributes[i * 4 + 2], attributes[i * 4 + 3]);
  }

  /** An attribute's value as a whole number; -1 if it is none. */
  int attributeNumber(int i) {
    return number(buffer, attributes[i * 4 + 2], attributes[i * 4 + 3]);
  }

  /** Column (from 0) of an attribute that names a cell, such as AB12; -1 if it names none. */
  int attributeColumn(int i) {
    int to = attributes[i * 4 + 3];
    int column = 0;
    int letters = 0;
    for (int at = attributes[i * 4 + 2]; at < to; at++) {
      int letter = buffer[at];
      if (letter >= '0' && letter <= '9') {
        break;
      }
      if (letter >= 'a' && letter <= 'z') {
        letter -= 32;
      }
      if (letter < 'A' || letter > 'Z' || ++letters > 3) {
        return -1;
      }
      column = column * 26 + letter - 'A' + 1;
    }
    return column - 1;
  }

  /** Forgets the text collected so far. */
  void clearText() {
    textLength = 0;
  }

  /** Adds the text of the element just begun, its children's included, and moves to its end. */
  void collectText() throws IOException {
    if (emptyElement) {
      emptyElement = false;
      depth--;
      return;
    }
    int until = depth;
    while (true) {
      int from = position;
      boolean found = scanTo('<');
      int end = found ? position : withoutTail(from, position);
      append(from, end);
      if (!found) {
        position = end;
        if (!need(limit - end + 1)) {
          throw damaged();
        }
      } else if (startsWith("<![CDATA[")) {
        position += 9;
        collectCdata();
      } else if (startsWith("<!--")) {
        position += 4;
        skipPast("-->");
      } else if (startsWith("<?")) {
        skipPast("?>");
      } else if (next() == CLOSE && depth < until) {
        return;
      }
    }
  }

  /** Where text can be cut without cutting a reference or a line end in two. */
  private int withoutTail(int from, int to) {
    for (int at = to - 1; at >= from && to - at < LONGEST_REFERENCE; at--) {
      if (buffer[at] == ';') {
        break;
      }
      if (buffer[at] == '&') {
        return at;
      }
    }
    return to > from && buffer[to - 1] == '\r' ? to - 1 : to;
  }

  private void collectCdata() throws IOException {
    while (true) {
      int from = position;
      boolean found = scanTo(']');
      addBytes(from, position);
      if (!found) {
        if (!refill()) {
          throw damaged();
        }
      } else if (startsWith("]]>")) {
        position += 3;
        return;
      } else {
        addBytes(position, position + 1);
        position++;
      }
    }
  }

  /** The collected text. */
  String text() {
    return new String(text, 0, textLength, StandardCharsets.UTF_8);
  }

  /** The collected text as a whole number; -1 if it is none. */
  int textNumber() {
    return number(text, 0, textLength);
  }

  int textLength() {
    return textLength;
  }

  /** The collected text in UTF-8; only its first {@link #textLength} bytes count. */
  byte[] textBytes() {
    return text;
  }

  private static int number(byte[] bytes, int from, int to) {
    if (to <= from || to - from > 9) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Adds bytes of the buffer with their references resolved and line ends made one. */
  private void append(int from, int to) throws IOException {
    int plain = from;
    for (int at = from; at < to; at++) {
      byte b = buffer[at];
      if (b == '&') {
        addBytes(plain, at);
        int end = at + 1;
        while (end < to && buffer[end] != ';' && end - at < LONGEST_REFERENCE) {
          end++;
        }
        if (end >= to || buffer[end] != ';') {
          throw damaged();
        }
        resolve(at + 1, end);
        at = end;
        plain = at + 1;
      } else if (b == '\r') {
        addBytes(plain, at);
        if (at + 1 == to || buffer[at + 1] != '\n') {
          addByte((byte) '\n');
        }
        plain = at + 1;
      }
    }
    addBytes(plain, to);
  }

  private void resolve(int from, int to) throws IOException {
    int c = -1;
    if (buffer[from] == '#') {
      boolean hex = from + 1 < to && buffer[from + 1] == 'x';
      int code = 0;
      int start = hex ? from + 2 : from + 1;
      for (int i = start; i < to; i++) {
        int digit = Character.digit(buffer[i], hex ? 16 : 10);
        if (digit < 0 || code > 0x10FFFF) {
          throw damaged();
        }
        code = code * (hex ? 16 : 10) + digit;
      }
      c = to > start && code > 0 && code <= 0x10FFFF ? code : -1;
    } else if (matches("amp", from, to)) {
      c = '&';
    } else if (matches("lt", from, to)) {
      c = '<';
    } else if (matches("gt", from, to)) {
      c = '>';
    } else if (matches("quot", from, to)) {
      c = '"';
    } else if (matches("apos", from, to)) {
      c = '\'';
    }
    if (c < 0) {
      throw damaged();
    }
    if (c < 0x80) {
      addByte((byte) c);
    } else {
      for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
        addByte(b);
      }
    }
  }

  private void addByte(byte b) throws IOException {
    room(1);
    text[textLength++] = b;
  }

  private void addBytes(int from, int to) throws IOException {
    int length = to - from;
    if (length > 0) {
      room(length);
      System.arraycopy(buffer, from, text, textLength, length);
      textLength += length;
    }
  }

  private void room(int more) throws IOException {
    if (textLength + more > LONGEST_TEXT) {
      throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
    }
    if (textLength + more > text.length) {
      text = Arrays.copyOf(text, Math.max(textLength + more, text.length * 2));
    }
  }

  private boolean skipTo(char sign) throws IOException {
    while (!scanTo(sign)) {
      if (!refill()) {
        return false;
      }
    }
    return true;
  }

  /** Moves on to the sign, or to the end of the buffer. */
  private boolean scanTo(char sign) {
    byte[] bytes = buffer;
    int at = position;
    int stop = limit;
    while (at < stop && bytes[at] != sign) {
      at++;
    }
    position = at;
    return at < stop;
  }

  /** Fills the buffer once it is used up. */
  private boolean refill() throws IOException {
    return need(1);
  }

  /** Makes sure that so many bytes from the position on are in the buffer, if the part has them. */
  private boolean need(int count) throws IOException {
    if (limit - position >= count) {
      return true;
    }
    int kept = limit - position;
    if (count > buffer.length - 4096) {
      buffer = Arrays.copyOf(buffer, Math.max(count * 2, buffer.length * 2));
    }
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, kept);
      position = 0;
      limit = kept;
    }
    while (limit < count) {
      int read = stream.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  private static Refusal damaged() {
    return new Refusal(SheetProblem.DAMAGED);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
