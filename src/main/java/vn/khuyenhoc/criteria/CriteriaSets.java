package vn.khuyenhoc.criteria;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;

/** The criteria sets that are kept. A set in force never changes, so what was read stays true. */
@Service
public class CriteriaSets {

  private final CriteriaTable table;
  private final Clock clock;
  private final Map<String, CriteriaSet> known = new ConcurrentHashMap<>();

  CriteriaSets(CriteriaTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * A set.
   *
   * @throws NotFoundException if there is none
   */
  public CriteriaSet byId(String id) {
    CriteriaSet set = known.get(id);
    if (set == null) {
      set = table.byId(id).orElseThrow(() -> new NotFoundException("criteria set " + id));
      known.put(id, set);
    }
    return set;
  }

  /**
   * The sets in force on a date, best first: a province's own before the national ones.
   *
   * @param model LEARNING_FAMILY …
   * @param provinceId for which province; null for national sets only
   */
  public List<CriteriaSet> inForce(String model, @Nullable Integer provinceId, LocalDate date) {
    return table.inForce(model, provinceId, date);
  }

  /**
   * Puts a set from a file in force from a date on. The same file again changes nothing.
   *
   * @return the set's identity; refused with every problem of the file, or where another content is
   *     kept under the same identity
   */
  @Transactional
  public Result<String> load(String yaml, LocalDate from) {
    return switch (CriteriaFile.read(yaml)) {
      case Result.Refused<CriteriaSet> refused -> Result.refused(refused.problems());
      case Result.Ok<CriteriaSet> ok -> keep(ok.value(), from);
    };
  }

  private Result<String> keep(CriteriaSet set, LocalDate from) {
    String hash = sha256(CriteriaFile.json(set));
    String kept = table.hashOf(set.id()).orElse(null);
    if (kept == null) {
      table.add(set, from, hash, clock.instant());
    } else if (!kept.equals(hash)) {
      return Result.refused(Problem.of(CriteriaProblem.CHANGED, set.id()));
    }
    return Result.ok(set.id());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
