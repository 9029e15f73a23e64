package vn.khuyenhoc.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Which of one kind a list shows.
 *
 * @param kind the kind
 * @param areaIds in or below these areas; never empty
 * @param status only these; null for all
 * @param labourGroup citizens of this group only; null for all
 * @param unitKind units of this kind only; null for all
 * @param managingLevel units managed by this level only; null for all
 * @param consent citizens whose consent holds, or does not hold; null for all
 * @param typed words of name and address in any order, with or without accents, or a code; may be
 *     empty
 */
public record SubjectFilter(
    SubjectKind kind,
    List<Integer> areaIds,
    @Nullable SubjectStatus status,
    @Nullable String labourGroup,
    @Nullable String unitKind,
    @Nullable String managingLevel,
    @Nullable Boolean consent,
    String typed) {

  private static final int MOST_WORDS = 8;

  /** Copies, and brings the typed words into one form. */
  public SubjectFilter {
    areaIds = List.copyOf(areaIds);
    typed = VietnameseText.clean(typed);
  }

  /** Everything of a kind that counts in these areas. */
  public static SubjectFilter of(SubjectKind kind, List<Integer> areaIds) {
    return new SubjectFilter(kind, areaIds, SubjectStatus.ACTIVE, null, null, null, null, "");
  }

  /** The same for somebody's words. */
  public SubjectFilter typed(String words) {
    return new SubjectFilter(
        kind, areaIds, status, labourGroup, unitKind, managingLevel, consent, words);
  }

  /** The typed words as typed, in lower case. */
  List<String> words() {
    return Arrays.stream(typed.toLowerCase(Locale.ROOT).split(" "))
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .toList();
  }

  /** For each word what the folded text must be like. */
  List<String> patterns() {
    return words().stream()
        .map(VietnameseText::fold)
        .map(word -> "% " + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .toList();
  }

  /** The code that was typed; null when it is none. */
  @Nullable SubjectCode code() {
    return SubjectCode.parse(typed);
  }
}
