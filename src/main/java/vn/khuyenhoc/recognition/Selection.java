package vn.khuyenhoc.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which dossiers of a commune a bulk command means. */
public sealed interface Selection {

  /** Exactly these. */
  record These(List<DossierKey> keys) implements Selection {
    public These {
      keys = keys.stream().distinct().toList();
    }
  }

  /**
   * All that the command fits, but for some.
   *
   * @param villageId only of this village; null for the whole commune
   * @param except but not these
   * @param seen how many fitted when somebody looked, the excepted included: refused where it has
   *     become another number; null where nobody looked
   */
  record AllBut(@Nullable Integer villageId, List<DossierKey> except, @Nullable Integer seen)
      implements Selection {
    public AllBut {
      except = List.copyOf(except);
    }

    /** All but these, however many. */
    public AllBut(@Nullable Integer villageId, List<DossierKey> except) {
      this(villageId, except, null);
    }
  }

  /** Exactly these. */
  static Selection these(List<DossierKey> keys) {
    return new These(keys);
  }

  /** All of the commune. */
  static Selection all() {
    return new AllBut(null, List.of());
  }

  /** All of one village. */
  static Selection village(int villageId) {
    return new AllBut(villageId, List.of());
  }
}
