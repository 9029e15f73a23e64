package vn.khuyenhoc.platform.web;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Language, theme and text size of a device. */
@Controller
class PreferencePages {

  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "theme", Set.of("auto", "light", "dark"),
          "text", Set.of("normal", "large", "larger"),
          "language", Set.of("vi", "en"));

  @OpenToAll("sets only this device's look")
  @PostMapping("/preferences")
  ResponseEntity<byte[]> save(
      @RequestParam Map<String, String> form, @RequestParam(defaultValue = "/") String back) {
    HttpHeaders headers = new HttpHeaders();
    CHOICES.forEach(
        (name, values) -> {
          String value = form.get(name);
          if (value != null && values.contains(value)) {
            headers.add(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from("kh_" + name, value)
                    .path("/")
                    .sameSite("Lax")
                    .maxAge(Duration.ofDays(400))
                    .build()
                    .toString());
          }
        });
    headers.set(HttpHeaders.LOCATION, Visit.local(back, "/"));
    return new ResponseEntity<>(headers, HttpStatus.SEE_OTHER);
  }
}
