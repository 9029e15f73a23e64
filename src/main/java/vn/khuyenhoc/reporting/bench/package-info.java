/**
 * What measuring figures needs beside the figures: a whole country that is made, and another design
 * to compare with. Nothing of it runs in a server.
 */
@NamedInterface("bench")
@NullMarked
package vn.khuyenhoc.reporting.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
