package vn.khuyenhoc.recognition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can register, or has.
 *
 * @param key which dossier
 * @param code the code in the register
 * @param name whose it is
 * @param address where in the village
 * @param stage where it stands
 * @param registeredAt when it was registered; null where it is not
 * @param how how; null where it is not
 */
public record Registrant(
    DossierKey key,
    String code,
    String name,
    String address,
    Stage stage,
    @Nullable Instant registeredAt,
    Registrations.@Nullable How how) {}
