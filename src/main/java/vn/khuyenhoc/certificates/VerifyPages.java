package vn.khuyenhoc.certificates;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.certificates.Verified.Answer;
import vn.khuyenhoc.platform.SampleData;
import vn.khuyenhoc.platform.web.Csrf;
import vn.khuyenhoc.platform.web.Frequency;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Look;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;

/**
 * Whether a certificate is genuine, for anybody with any phone: small pages without script, cookie
 * or memory of who asked.
 */
@Controller
class VerifyPages {

  private static final String WHY =
      "anybody may ask whether a certificate is genuine; says no more than stands on it";

  private final Verification verification;
  private final SigningKeys keys;
  private final Guesses guesses;
  private final Languages languages;
  private final SampleData samples;
  private final JsonMapper json;
  private final Views views;

  VerifyPages(
      Verification verification,
      SigningKeys keys,
      Guesses guesses,
      Languages languages,
      SampleData samples,
      JsonMapper json,
      Views views) {
    this.verification = verification;
    this.keys = keys;
    this.guesses = guesses;
    this.languages = languages;
    this.samples = samples;
    this.json = json;
    this.views = views;
  }

  /** The form, and the answer to what was typed into it. */
  @OpenToAll(WHY)
  @GetMapping("/verify")
  ResponseEntity<byte[]> verify(
      HttpServletRequest request,
      @RequestParam(defaultValue = "vi") String lang,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "0") int series,
      @RequestParam(defaultValue = "0") int n) {
    Map<String, String> typed = new HashMap<>();
    typed.put("code", code);
    typed.put("number", number);
    typed.put("issuer", issuer);
    typed.put("year", year);
    String address = request.getRemoteAddr();
    if (!code.isBlank()) {
      return show(request, lang, asked(address, false, () -> verification.byText(code)), typed);
    } else if (series > 0 && n > 0) {
      return show(
          request, lang, asked(address, true, () -> verification.inSeries(series, n)), typed);
    } else if (!number.isBlank() || !issuer.isBlank()) {
      return show(
          request,
          lang,
          asked(address, true, () -> verification.byNumber(number, issuer, year)),
          typed);
    }
    return views.html(
        "certificates/verify", page(request, lang, "verify.title"), Map.of("typed", typed));
  }

  /** Where a square code leads. */
  @OpenToAll(WHY)
  @GetMapping("/v/{text}")
  ResponseEntity<byte[]> scanned(
      HttpServletRequest request,
      @PathVariable String text,
      @RequestParam(defaultValue = "vi") String lang) {
    return show(
        request,
        lang,
        asked(request.getRemoteAddr(), false, () -> verification.byText(text)),
        Map.of());
  }

  private Verified asked(
      String address, boolean byNumber, java.util.function.Supplier<Verified> question) {
    if (guesses.exhausted(address, byNumber)) {
      return Verified.of(Answer.WAIT);
    }
    Verified answer = question.get();
    guesses.asked(address, byNumber, answer.missed());
    return answer;
  }

  private ResponseEntity<byte[]> show(
      HttpServletRequest request, String lang, Verified verified, Map<String, String> typed) {
    Map<String, Object> params = new HashMap<>();
    params.put("verified", verified);
    params.put("typed", typed);
    HttpStatus status =
        switch (verified.answer()) {
          case UNKNOWN -> HttpStatus.NOT_FOUND;
          case MISTYPED -> HttpStatus.UNPROCESSABLE_CONTENT;
          case WAIT -> HttpStatus.TOO_MANY_REQUESTS;
          default -> HttpStatus.OK;
        };
    ResponseEntity<byte[]> answer =
        views.html(
            status,
            "certificates/verified",
            page(request, lang, "verify.answer." + verified.answer().name()),
            params);
    return verified.answer() != Answer.WAIT
        ? answer
        : ResponseEntity.status(status)
            .headers(answer.getHeaders())
            .header("Retry-After", Long.toString(Frequency.WINDOW.toSeconds()))
            .body(answer.getBody());
  }

  /** The public keys in words, and how to check without a network. */
  @OpenToAll("the public halves of the keys, for checks without a network")
  @GetMapping("/verify/keys")
  ResponseEntity<byte[]> keys(
      HttpServletRequest request, @RequestParam(defaultValue = "vi") String lang) {
    return views.html(
        "certificates/keys", page(request, lang, "verify.keys.title"), Map.of("keys", keys.all()));
  }

  /** The public keys as a JSON Web Key Set (RFC 7517, RFC 8037). */
  @OpenToAll("the public halves of the keys, for checks without a network")
  @GetMapping("/verify/keys.json")
  ResponseEntity<String> keySet() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (PublishedKey key : keys.all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("kty", "OKP");
      one.put("crv", "Ed25519");
      one.put("use", "sig");
      one.put("alg", "EdDSA");
      one.put("kid", key.id());
      one.put("x", key.x());
      one.put("nbf", key.from().atStartOfDay().toEpochSecond(ZoneOffset.UTC));
      one.put("exp", key.until().atStartOfDay().toEpochSecond(ZoneOffset.UTC));
      list.add(one);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/jwk-set+json"))
        .header("Cache-Control", "no-store")
        .body(json.writeValueAsString(Map.of("keys", list)));
  }

  /**
   * Path and query of this request but for the language, ending so that the language can follow.
   */
  private static String here(HttpServletRequest request) {
    String query = request.getQueryString();
    StringBuilder here = new StringBuilder(request.getRequestURI()).append('?');
    if (query != null) {
      for (String part : query.split("&")) {
        if (!part.isEmpty() && !part.startsWith("lang=")) {
          here.append(part).append('&');
        }
      }
    }
    return here.toString();
  }

  private Page page(HttpServletRequest request, String lang, String titleKey) {
    Texts t = languages.in(lang);
    return new Page(
        t,
        null,
        t.t(titleKey),
        "",
        List.of(),
        List.of(),
        new Csrf("_csrf", ""),
        new Look("auto", "normal", t.language()),
        here(request),
        null,
        samples.present(),
        null);
  }
}
