package vn.khuyenhoc.platform.text;

/** The five tone marks as combining characters, in the order of the dictionary. */
final class Tone {

  static final char HUYEN = '\u0300';
  static final char HOI = '\u0309';
  static final char NGA = '\u0303';
  static final char SAC = '\u0301';
  static final char NANG = '\u0323';

  private Tone() {}

  static boolean isTone(char c) {
    return rank(c) > 0;
  }

  /** 1 to 5 in the order of the dictionary, 0 for anything else. */
  static int rank(int c) {
    return switch (c) {
      case HUYEN -> 1;
      case HOI -> 2;
      case NGA -> 3;
      case SAC -> 4;
      case NANG -> 5;
      default -> 0;
    };
  }
}
