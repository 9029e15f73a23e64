package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.UUID;

/**
 * A decision being drawn up: what it is to recognise and what it says; number, date and signer come
 * when it is issued.
 *
 * @param id identity, kept when it is issued
 * @param campaignId its campaign
 * @param officeId the commune, or the province, that draws it up
 * @param officeName what that is called today
 * @param issuer who is to issue it
 * @param text what it says
 * @param edition counts its changes
 * @param draftedAt when it was begun
 * @param draftedBy who began it
 * @param dossiers how many it is to recognise
 * @param unfit how many of those cannot be recognised any more
 * @param elsewhere how many of those lie in the area of another office by now
 * @param toTakeOver whether it is of an office that was divided: it is taken over first
 */
public record DecisionDraft(
    UUID id,
    int campaignId,
    int officeId,
    String officeName,
    String issuer,
    DecisionText text,
    int edition,
    Instant draftedAt,
    String draftedBy,
    int dossiers,
    int unfit,
    int elsewhere,
    boolean toTakeOver) {}
