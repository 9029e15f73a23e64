/**
 * Mechanisms without a domain noun: journal, file store, sheets, documents, messages, the web kit,
 * the actor behind a request, results and problems. Open to every module; depends on none.
 */
@ApplicationModule(
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {})
@NullMarked
package vn.khuyenhoc.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
