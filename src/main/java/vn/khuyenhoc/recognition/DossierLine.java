package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.registry.HouseholdKey;

/**
 * A dossier as lists show it.
 *
 * @param key which
 * @param household whose
 * @param code the household's code, as printed
 * @param head the household's head
 * @param address where in the village; may be empty
 * @param villageId its village in the tree that is read
 * @param villageName what the village is called there
 * @param stage where it stands
 * @param outcome achieved or not; null while answers are missing
 * @param total points; null while answers are missing
 * @param answered how many indicators have an answer
 * @param version to be named by the next change
 * @param returnedReason why it was last given back; null if it never was
 * @param sentAt when it was last sent; null if it never was
 */
public record DossierLine(
    DossierKey key,
    HouseholdKey household,
    String code,
    String head,
    String address,
    int villageId,
    String villageName,
    Stage stage,
    @Nullable Outcome outcome,
    @Nullable BigDecimal total,
    int answered,
    int version,
    @Nullable String returnedReason,
    @Nullable Instant sentAt) {}
