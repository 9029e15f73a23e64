package vn.khuyenhoc.platform.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who signs and in what capacity. Printed in capitals, with room for signature and seal above the
 * name.
 *
 * @param onBehalfOf the collective signed for (TM.): {@code Ban Chấp hành}; null when signing for
 *     none
 * @param inPlaceOf the head a deputy signs for (KT.): {@code Chủ tịch}; null when the head signs
 * @param position the signer's own position: {@code Phó Chủ tịch}
 * @param signer the signer's name; null leaves the line empty
 */
public record SignatureBlock(
    @Nullable String onBehalfOf,
    @Nullable String inPlaceOf,
    String position,
    @Nullable String signer) {

  /** The lines above the signature, in capitals. */
  public List<String> capacity() {
    var lines = new ArrayList<String>();
    if (onBehalfOf != null && !onBehalfOf.isBlank()) {
      lines.add(Decree30.say("on-behalf-of", Decree30.upper(onBehalfOf)));
    }
    if (inPlaceOf != null && !inPlaceOf.isBlank()) {
      lines.add(Decree30.say("in-place-of", Decree30.upper(inPlaceOf)));
    }
    lines.add(Decree30.upper(position));
    return lines;
  }
}
