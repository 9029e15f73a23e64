package vn.khuyenhoc.platform.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Who signs and in what capacity. Printed in capitals, with room for signature and seal above the
 * name.
 *
 * @param onBehalfOf the collective signed for (TM.): {@code Ban Chấp hành}; null when signing for
 *     none
 * @param inPlaceOf the head a deputy signs for (KT.): {@code Chủ tịch}; with {@code TL.} or {@code
 *     TUQ.} before it where it is by order or under an authority; null when the head signs
 * @param position the signer's own position: {@code Phó Chủ tịch}
 * @param signer the signer's name; null leaves dots
 */
public record SignatureBlock(
    @Nullable String onBehalfOf,
    @Nullable String inPlaceOf,
    String position,
    @Nullable String signer) {

  private static final Pattern ABBREVIATED = Pattern.compile("(?:KT|TL|TUQ)\\.\\s");

  /** The lines above the signature, in capitals. */
  public List<String> capacity() {
    var lines = new ArrayList<String>();
    if (onBehalfOf != null && !onBehalfOf.isBlank()) {
      lines.add(Decree30.say("on-behalf-of", Decree30.upper(onBehalfOf)));
    }
    if (inPlaceOf != null && !inPlaceOf.isBlank()) {
      String head = Decree30.upper(inPlaceOf);
      lines.add(ABBREVIATED.matcher(head).lookingAt() ? head : Decree30.say("in-place-of", head));
    }
    lines.add(Decree30.upper(position));
    return lines;
  }

  /** The name under the signature; dots to write it on where nobody has signed yet. */
  public String written() {
    return signer == null ? Decree30.say("signer-open") : VietnameseText.nfc(signer);
  }
}
