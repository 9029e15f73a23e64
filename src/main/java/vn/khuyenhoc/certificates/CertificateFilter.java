package vn.khuyenhoc.certificates;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What a list of certificates shows.
 *
 * @param areaIds only of bodies of these areas
 * @param seriesId only of this series; null for all
 * @param batchId only those issued together; null for all
 * @param status only those; null for all
 * @param typed a number, a code, or words of a name or place
 */
record CertificateFilter(
    List<Integer> areaIds,
    @Nullable Integer seriesId,
    @Nullable UUID batchId,
    @Nullable CertificateStatus status,
    String typed) {

  CertificateFilter {
    areaIds = List.copyOf(areaIds);
  }

  static CertificateFilter of(
      Collection<Integer> areaIds,
      @Nullable Integer seriesId,
      @Nullable UUID batchId,
      @Nullable CertificateStatus status,
      String typed) {
    return new CertificateFilter(
        List.copyOf(areaIds), seriesId, batchId, status, VietnameseText.clean(typed));
  }

  /** The code that was typed; null where none was. */
  @Nullable String code() {
    return CertificateCode.read(typed).orElse(null);
  }

  /** The number that was typed; null where it begins with no digit. */
  @Nullable String number() {
    return !typed.isEmpty() && Character.isDigit(typed.charAt(0)) ? typed : null;
  }

  /** The bare number that was typed; null where more than digits were. */
  @Nullable Integer bare() {
    return typed.matches("\\d{1,9}") ? Integer.valueOf(typed) : null;
  }

  /** Folded words of a name or place, as patterns. */
  List<String> patterns() {
    return Arrays.stream(VietnameseText.fold(typed).split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> "%" + word.replaceAll("([%_\\\\])", "\\\\$1") + "%")
        .toList();
  }
}
