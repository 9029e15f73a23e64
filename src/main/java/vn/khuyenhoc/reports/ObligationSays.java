package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a duty to report says.
 *
 * @param title what it is called
 * @param document the document it comes from; may be empty
 * @param number the document's number and date; may be empty
 * @param planId the plan of this system that it comes from; null for none
 * @param words the deadline as the document says it; may be empty
 * @param reporter who reports
 * @param reporters those by name, and who writes the report in an area; may be empty
 * @param recipients whom it is sent to
 * @param forms which forms, by their identities
 * @param rule by when
 * @param from first day on which a last day can lie
 * @param to last such day; null for no end
 * @param trackedFrom nobody is late with what fell due before it
 * @param inputs the duties that its reports are put together from
 * @param afterCampaign whether the results of the year's campaign go into it
 */
public record ObligationSays(
    String title,
    String document,
    String number,
    @Nullable String planId,
    String words,
    ObligationReporter reporter,
    List<ObligationParty> reporters,
    List<ObligationParty> recipients,
    List<String> forms,
    ObligationRule rule,
    LocalDate from,
    @Nullable LocalDate to,
    LocalDate trackedFrom,
    List<UUID> inputs,
    boolean afterCampaign) {

  public ObligationSays {
    reporters = List.copyOf(reporters);
    recipients = List.copyOf(recipients);
    forms = List.copyOf(forms);
    inputs = List.copyOf(inputs);
  }

  /** The same with another rule. */
  ObligationSays ruled(ObligationRule other) {
    return new ObligationSays(
        title,
        document,
        number,
        planId,
        words,
        reporter,
        reporters,
        recipients,
        forms,
        other,
        from,
        to,
        trackedFrom,
        inputs,
        afterCampaign);
  }
}
