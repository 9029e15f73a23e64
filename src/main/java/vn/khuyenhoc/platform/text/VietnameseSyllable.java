package vn.khuyenhoc.platform.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a word can be a Vietnamese syllable: an initial, a rime and at most one tone. Generous to
 * names of the highlands (É, Pố, Krông), because it only serves to tell misread text from text.
 */
final class VietnameseSyllable {

  private static final String[] INITIALS = {
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "đr", "kr", "br", "pl", "b",
    "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""
  };

  private static final Set<String> RIMES =
      Arrays.stream(
              """
              a ac ach ai am an ang anh ao ap at au ay
              ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
              e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
              i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
              o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
              oc oe oem oen oeng oeo oet oi om on ong ooc oong op ot
              ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơng ơp ơt
              u ua uc ui um un ung up ut uâc uân uâng uât uây uê uêch uên uênh
              uôc uôi uôm uôn uông uôt uơ uơn uy uya uych uyên uyêt uyn uynh uyp uyt uyu
              uan uang uat uai ue uen uet uanh uach uao uau uay uăn uăng uăt uăc uăm
              ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
              y ych yêm yên yêng yêt yêu yn ynh yp yt yu
              """
                  .strip()
                  .split("\\s+"))
          .map(VietnameseText::nfc)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Words judged before: names repeat the same few thousand syllables. Races only lose an entry.
   */
  private static final @Nullable Judged[] KNOWN = new Judged[1 << 12];

  private record Judged(String word, boolean possible) {}

  /** Letters of "nghiêng", with every mark typed apart, and some more. */
  private static final int LONGEST = 12;

  private VietnameseSyllable() {}

  /** As {@link #isPossible(String)}, for the word between two positions of a text. */
  static boolean isPossible(String text, int from, int to) {
    if (to - from > LONGEST) {
      return false;
    }
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    int slot = (hash ^ hash >>> 12) & (KNOWN.length - 1);
    Judged known = KNOWN[slot];
    if (known != null
        && known.word().length() == to - from
        && text.startsWith(known.word(), from)) {
      return known.possible();
    }
    String word = text.substring(from, to);
    boolean possible = isPossible(word);
    KNOWN[slot] = new Judged(word, possible);
    return possible;
  }

  /**
   * Whether the word, in either case, can be said in Vietnamese.
   *
   * @param word one word without blanks, signs or digits
   */
  static boolean isPossible(String word) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return false;
    }
    String marked = Normalizer.normalize(word, Normalizer.Form.NFD);
    StringBuilder letters = new StringBuilder(marked.length());
    int tone = 0;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      int rank = Tone.rank(c);
      if (rank == 0) {
        letters.append(Character.toLowerCase(c));
      } else if (tone == 0) {
        tone = rank;
      } else {
        return false;
      }
    }
    String syllable = Normalizer.normalize(letters, Normalizer.Form.NFC);
    for (String initial : INITIALS) {
      if (syllable.startsWith(initial) && isRime(syllable.substring(initial.length()), tone)) {
        return true;
      }
    }
    // gi, gì, gìn: the i is both the initial's and the rime's.
    return syllable.startsWith("gi") && isRime(syllable.substring(1), tone);
  }

  private static boolean isRime(String rime, int tone) {
    if (!RIMES.contains(rime)) {
      return false;
    }
    char last = rime.charAt(rime.length() - 1);
    boolean stopped = last == 'c' || last == 'p' || last == 't' || rime.endsWith("ch");
    return !stopped || tone == 0 || tone >= 4;
  }
}
