/**
 * Procedures as data: which steps lead from registration to the certificate, which body does each,
 * by when, and how long the title holds. They differ by model, level, province and year, and since
 * July 2025 it is unsettled who decides; so nothing of it is written into the program.
 */
@NullMarked
package vn.khuyenhoc.recognition.procedure;

import org.jspecify.annotations.NullMarked;
