package vn.khuyenhoc.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One place to sign at the foot of a printed page.
 *
 * @param title the signer's position
 * @param name the signer's name, printed below the signature; null to leave it to the hand
 * @param seal whether the office's seal belongs there
 */
public record Signature(String title, @Nullable String name, boolean seal) {}
