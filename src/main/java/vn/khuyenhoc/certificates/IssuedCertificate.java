package vn.khuyenhoc.certificates;

import java.util.UUID;

/**
 * A certificate that got its number.
 *
 * @param id the caller's key, by which it is called from now on
 * @param batchId those issued with it
 * @param number as printed: 12/GCN-UBND
 * @param code the public code, without dashes
 */
public record IssuedCertificate(UUID id, UUID batchId, String number, String code) {}
