package vn.khuyenhoc.platform.text;

import java.util.Random;

/** Texts by seed: the same number gives the same texts. */
public final class RandomText {

  private static final String[] SYLLABLES = {
    "Lò", "Quàng", "Cầm", "Tòng", "Nguyễn", "Lường", "Hoàng", "Mùa", "Giàng", "Vừ", "Sồng", "Hờ",
    "Văn", "Thị", "A", "Đức", "Mười", "Hặc", "Páo", "Chựa", "Ánh", "Hòa", "Hoà", "Tâm", "Yên",
    "Sềnh", "Bản", "Nà", "Sài", "Pằn", "Chiềng", "Mường", "É", "La", "Giôn", "Thuỷ", "Quý", "Xó",
    "Phiêng", "Khoài", "Co", "Mạ", "Púng", "Bánh", "Kheo", "Pu", "Xuân", "Nha", "Lũng", "Khuya"
  };

  private RandomText() {}

  /** Words as names and places have them. */
  public static String vietnamese(Random random, int mostWords) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(mostWords) + 1; i > 0; i--) {
      text.append(SYLLABLES[random.nextInt(SYLLABLES.length)]).append(i > 1 ? " " : "");
    }
    return text.toString();
  }

  /** Any characters: Vietnamese, marks, controls, signs, other scripts, pairs and broken pairs. */
  public static String any(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      switch (random.nextInt(12)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append("=+-@'\"<>&;_x000D_".charAt(random.nextInt(17)));
        case 2 -> text.append((char) (0x0300 + random.nextInt(0x30)));
        case 3 -> text.append((char) (0x80 + random.nextInt(0x80)));
        case 4 -> text.appendCodePoint(0x1F300 + random.nextInt(0x100));
        case 5 -> text.append((char) random.nextInt(0x10000));
        case 6 -> text.append(" \t\n\r\u00A0\u200B".charAt(random.nextInt(6)));
        case 7 -> text.append("_x0041_");
        default -> text.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
    }
    return text.toString();
  }

  /** Whether a text holds half a pair, which no file in Unicode can carry. */
  public static boolean hasBrokenPair(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
