package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/** Who signs plans: whoever signed them for their issuer on their day. */
@Component
public class PlanSigning {

  private final Signers signers;
  private final Clock clock;

  PlanSigning(Signers signers, Clock clock) {
    this.signers = signers;
    this.clock = clock;
  }

  /**
   * Who signs a plan on its day. Where its day is not known, that is today, or the last day of its
   * first year where that is over: nobody signs today what was signed then.
   */
  public Signing of(Plan plan) {
    Integer area = plan.areaId();
    LocalDate today = LocalDate.now(clock);
    LocalDate latest = LocalDate.of(plan.firstYear(), 12, 31);
    LocalDate day = Objects.requireNonNullElse(plan.day(), today.isAfter(latest) ? latest : today);
    return (area == null
            ? new Signers.Around(0, day, java.util.List.of())
            : signers.around(area, day))
        .of(SignedPaper.PLAN, plan.issuer());
  }
}
