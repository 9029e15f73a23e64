package vn.khuyenhoc.platform.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Text typed in the fonts of before Unicode, or read in the wrong encoding. In a cell it looks like
 * "NguyÔn ThÞ Hoµ" (TCVN3, fonts .VnTime), "Nguyeãn Thò Hoøa" (VNI) or "Nguyá»…n" (UTF-8 taken for
 * Latin). Kept as it is, nobody could search or print it; it is refused with the repaired text
 * shown.
 */
public final class LegacyEncoding {

  /** From this confidence on, a cell is refused rather than believed. */
  public static final double REFUSED_FROM = 0.5;

  /** What a text was written in. */
  public enum Kind {
    /** TCVN 5712 / ABC, fonts named .Vn… */
    TCVN3,
    /** VNI for Windows, fonts named VNI-… */
    VNI,
    /** UTF-8 bytes read as Windows Latin. */
    MOJIBAKE,
    /** Characters already lost to question marks or replacement signs; nothing to repair from. */
    LOST
  }

  /**
   * What a text seems to be.
   *
   * @param repaired the suggestion in Unicode, NFC; equal to the text when {@code kind} is LOST
   * @param confidence 0 to 1, the share of telling words that become Vietnamese when repaired
   */
  public record Suspicion(Kind kind, String repaired, double confidence) {}

  private static final Charset LATIN = Charset.forName("windows-1252");
  private static final char[] TCVN3 = tcvn3();
  private static final Map<String, String> VNI = vni();

  private LegacyEncoding() {}

  /**
   * Looks for old encodings in the raw text of a cell, before it is cleaned (TCVN3 writes ư as a
   * soft hyphen).
   *
   * @return empty when the text is sound Unicode
   */
  public static Optional<Suspicion> detect(String raw) {
    boolean latin = false;
    boolean lost = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\uFFFD') {
        return Optional.of(new Suspicion(Kind.LOST, raw, 1));
      }
      latin |= c >= 0xA1 && c <= 0xFF || c >= 0x80 && c < 0xA0;
      lost |=
          c == '?'
              && i > 0
              && i + 1 < raw.length()
              && Character.isLetter(raw.charAt(i - 1))
              && Character.isLowerCase(raw.charAt(i + 1));
    }
    if (latin) {
      Optional<Suspicion> found = misread(raw);
      if (found.isEmpty() && !hasVietnameseBeyondLatin(raw) && !isVietnamese(raw)) {
        found = fonts(raw);
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return lost ? Optional.of(new Suspicion(Kind.LOST, raw, 0.8)) : Optional.empty();
  }

  /** The suggested Unicode text; the text itself, NFC, when nothing seems wrong with it. */
  public static String repair(String raw) {
    return detect(raw).map(Suspicion::repaired).orElseGet(() -> VietnameseText.nfc(raw));
  }

  /** A single letter of Vietnamese that the old fonts could not write proves Unicode. */
  private static boolean hasVietnameseBeyondLatin(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x1EA0 && c <= 0x1EF9 || c >= 0x0300 && c <= 0x0323) {
        return true;
      }
      switch (c) {
        case 'ă', 'Ă', 'đ', 'Đ', 'ĩ', 'Ĩ', 'ũ', 'Ũ', 'ơ', 'Ơ', 'ư', 'Ư' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Whether every word with more than plain letters is sound as it stands. */
  private static boolean isVietnamese(String raw) {
    int start = -1;
    boolean plain = true;
    for (int i = 0; i <= raw.length(); i++) {
      char c = i < raw.length() ? raw.charAt(i) : ' ';
      if (isWordCharacter(c)) {
        if (start < 0) {
          start = i;
          plain = true;
        }
        plain &= c < 0x80;
      } else if (start >= 0) {
        if (!plain && !VietnameseSyllable.isPossible(raw, start, i)) {
          return false;
        }
        start = -1;
      }
    }
    return true;
  }

  private static Optional<Suspicion> misread(String raw) {
    if (!looksMisread(raw)) {
      return Optional.empty();
    }
    String repaired = reread(raw);
    if (repaired.isEmpty() && raw.indexOf("Ã ") >= 0) {
      // à is C3 A0, and A0 is the no-break space, often turned into a plain one on the way.
      repaired = reread(raw.replace("Ã ", "Ã\u00A0"));
    }
    if (repaired.isEmpty()) {
      return Optional.empty();
    }
    String twice = reread(repaired);
    String text = VietnameseText.nfc(twice.isEmpty() ? repaired : twice);
    return Optional.of(new Suspicion(Kind.MOJIBAKE, text, 0.98));
  }

  /** The first bytes of Vietnamese letters in UTF-8, seen as Latin: á» áº Ã Ä Å Æ. */
  private static boolean looksMisread(String raw) {
    for (int i = 0; i + 1 < raw.length(); i++) {
      char after = raw.charAt(i + 1);
      switch (raw.charAt(i)) {
        case 'á' -> {
          if (after == '»' || after == 'º') {
            return true;
          }
        }
        case 'Ã', 'Ä', 'Å', 'Æ' -> {
          if (after >= 0x80 || after == ' ') {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private static String reread(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    boolean high = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      high |= c >= 0x80;
      // Half of the readers leave 80 to 9F as they are, the other half make Windows letters of
      // them.
      if (c <= 0xFF) {
        bytes.put((byte) c);
        continue;
      }
      try {
        bytes.put(
            LATIN
                .newEncoder()
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(new char[] {c})));
      } catch (CharacterCodingException notLatin) {
        return "";
      }
    }
    if (!high) {
      return "";
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(bytes.flip())
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return "";
    }
  }

  private static Optional<Suspicion> fonts(String raw) {
    Suspicion tcvn3 = judged(raw, Kind.TCVN3);
    Suspicion vni = judged(raw, Kind.VNI);
    Suspicion better = vni.confidence() > tcvn3.confidence() ? vni : tcvn3;
    return better.confidence() > 0 ? Optional.of(better) : Optional.empty();
  }

  /** Weighs the words that changed: were they impossible before, are they possible now? */
  private static Suspicion judged(String raw, Kind kind) {
    int healed = 0;
    int healedLetters = 0;
    int broken = 0;
    StringBuilder text = new StringBuilder(raw.length());
    int start = -1;
    for (int i = 0; i <= raw.length(); i++) {
      boolean inWord = i < raw.length() && isWordCharacter(raw.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord) {
        if (start >= 0) {
          String word = raw.substring(start, i);
          String repaired = kind == Kind.TCVN3 ? fromTcvn3(word) : fromVni(word);
          text.append(repaired);
          if (!isAscii(word)) {
            boolean sound = VietnameseSyllable.isPossible(repaired);
            if (!sound) {
              broken++;
            } else if (!VietnameseSyllable.isPossible(VietnameseText.nfc(word))) {
              healed++;
              healedLetters += word.length() > 1 ? 1 : 0;
            }
          }
          start = -1;
        }
        if (i < raw.length()) {
          text.append(raw.charAt(i));
        }
      }
    }
    // A lone sign ("· Ban A") heals into a syllable too easily to prove anything.
    double confidence = healedLetters == 0 ? 0 : (double) healed / (healed + 1.5 * broken);
    return new Suspicion(kind, VietnameseText.nfc(text.toString()), confidence);
  }

  private static boolean isWordCharacter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 0xA0;
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String fromTcvn3(String word) {
    StringBuilder text = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      char mapped = c >= 0xA0 && c <= 0xFF ? TCVN3[c - 0xA0] : 0;
      text.append(mapped == 0 ? c : mapped);
    }
    return text.toString();
  }

  private static String fromVni(String word) {
    StringBuilder text = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      String pair = i + 1 < word.length() ? VNI.get(word.substring(i, i + 2)) : null;
      if (pair != null) {
        text.append(pair);
        i++;
      } else {
        String single = VNI.get(word.substring(i, i + 1));
        text.append(single != null ? single : word.substring(i, i + 1));
      }
    }
    return text.toString();
  }

  private static char[] tcvn3() {
    char[] table = new char[96];
    String codes =
        "¡¢£¤¥¦§¨©ª«¬\u00AD®"
            + "µ¶·¸¹»¼½¾ÆÇÈÉÊË"
            + "ÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞ"
            + "ßáâãäåæçèéêëìíî"
            + "ïñòóôõö÷øùúûüýþ";
    String letters =
        "ĂÂÊÔƠƯĐăâêôơưđ"
            + "àảãáạằẳẵắặầẩẫấậ"
            + "èẻẽéẹềểễếệìỉĩíị"
            + "òỏõóọồổỗốộờởỡớợ"
            + "ùủũúụừửữứựỳỷỹýỵ";
    for (int i = 0; i < codes.length(); i++) {
      table[codes.charAt(i) - 0xA0] = letters.charAt(i);
    }
    return table;
  }

  private static Map<String, String> vni() {
    Map<String, String> table = new HashMap<>();
    String[] rows = {
      "aàáảãạ aøùûõï",
      "eèéẻẽẹ eøùûõï",
      "oòóỏõọ oøùûõï",
      "uùúủũụ uøùûõï",
      "yỳýỷỹ yøùûõ",
      "ơờớởỡợ ôøùûõï",
      "ưừứửữự öøùûõï"
    };
    for (String row : rows) {
      char base = row.charAt(row.indexOf(' ') + 1);
      String letters = row.substring(1, row.indexOf(' '));
      String marks = row.substring(row.indexOf(' ') + 2);
      for (int i = 0; i < letters.length(); i++) {
        addVni(table, "" + base + marks.charAt(i), letters.substring(i, i + 1));
      }
    }
    String[] shaped = {"aâàáåãä âầấẩẫậ", "eâàáåãä êềếểễệ", "oâàáåãä ôồốổỗộ", "aêèéúüë ăằắẳẵặ"};
    for (String row : shaped) {
      String marks = row.substring(1, row.indexOf(' '));
      String letters = row.substring(row.indexOf(' ') + 1);
      for (int i = 0; i < letters.length(); i++) {
        addVni(table, "" + row.charAt(0) + marks.charAt(i), letters.substring(i, i + 1));
      }
    }
    String singles = "ôơ öư ñđ æỉ óĩ òị îỵ";
    for (String pair : singles.split(" ")) {
      addVni(table, pair.substring(0, 1), pair.substring(1));
    }
    return Map.copyOf(table);
  }

  /** Both cases; after a capital the mark is often typed small ("Aù"). */
  private static void addVni(Map<String, String> table, String code, String letter) {
    table.put(code, letter);
    String capital = letter.toUpperCase(java.util.Locale.ROOT);
    table.put(code.toUpperCase(java.util.Locale.ROOT), capital);
    if (code.length() == 2) {
      table.put(code.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + code.charAt(1), capital);
    }
  }
}
