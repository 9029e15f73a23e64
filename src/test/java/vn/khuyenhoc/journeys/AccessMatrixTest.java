package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.journeys.PeopledProvince.Spot;
import vn.khuyenhoc.journeys.Sites.Of;
import vn.khuyenhoc.journeys.Sites.Site;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/**
 * Every route that needs a right, tried by every role on records of its own area, of a neighbouring
 * one, of another commune and of another province. The routes are those of the running program: a
 * new one is tried too, or the test names it.
 */
@ModuleTest
@Import(PeopledProvince.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

  @Autowired private MockMvc mvc;
  @Autowired private PeopledProvince provinces;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  /** A route with the right it needs and what its handler asks for. */
  private record Route(
      String pattern, RequestMethod method, Right right, boolean own, List<Parameter> asked) {
    boolean opensTo(Role role) {
      return right.heldBy(role) || own && Right.OWN_DOSSIER.heldBy(role);
    }

    boolean takesAFile() {
      return asked.stream().anyMatch(one -> one.getType() == MultipartFile.class);
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  /** Where a record lies, seen from the village Bản Một of the commune Xã Thượng. */
  private enum Where {
    OWN,
    SIBLING,
    OTHER_COMMUNE,
    OTHER_PROVINCE
  }

  private final Map<Where, Spot> spots = new EnumMap<>(Where.class);
  private final Map<Role, Cookie> devices = new EnumMap<>(Role.class);

  @BeforeAll
  void twoProvincesAndSomebodyOfEveryRole() {
    List<Spot> own = provinces.make();
    List<Spot> foreign = provinces.make();
    spots.put(Where.OWN, own.get(0));
    spots.put(Where.SIBLING, own.get(1));
    spots.put(Where.OTHER_COMMUNE, own.get(3));
    spots.put(Where.OTHER_PROVINCE, foreign.get(0));
    Spot here = own.getFirst();
    devices.put(Role.VOLUNTEER, signedIn.cookie(here.volunteer()));
    devices.put(Role.COMMUNE_OFFICER, device(Role.COMMUNE_OFFICER, here.commune()));
    devices.put(Role.PROVINCE_OFFICER, device(Role.PROVINCE_OFFICER, here.province()));
    devices.put(Role.NATIONAL_OFFICER, device(Role.NATIONAL_OFFICER, areas.nation().id()));
    devices.put(
        Role.HEAD,
        signedIn.cookie(
            signedIn.head(here.household().asSubject(), here.village(), "Người đứng đầu")));
    devices.put(Role.ADMINISTRATOR, device(Role.ADMINISTRATOR, areas.nation().id()));
  }

  private Cookie device(Role role, int area) {
    return signedIn.as(role, area, "Người " + role);
  }

  private List<Route> routes(RequestMethod method) {
    List<Route> routes = new ArrayList<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (route, handler) -> {
              Needs needs = handler.getMethodAnnotation(Needs.class);
              if (needs != null && route.getMethodsCondition().getMethods().contains(method)) {
                for (String pattern : route.getPatternValues()) {
                  routes.add(
                      new Route(
                          pattern,
                          method,
                          needs.value(),
                          needs.own(),
                          Arrays.asList(handler.getMethod().getParameters())));
                }
              }
            });
    assertThat(routes).isNotEmpty();
    return routes;
  }

  private Site site(Route route, Where where) {
    Site site =
        Sites.at(route.pattern(), route.asked(), route.method() == RequestMethod.POST, spot(where));
    assertThat(site)
        .as("%s: say in Sites what stands in its variables, and whose record they name", route)
        .isNotNull();
    return Objects.requireNonNull(site);
  }

  private Spot spot(Where where) {
    return Objects.requireNonNull(spots.get(where));
  }

  /** Whether somebody of that role, posted in the first village's line, finds the record. */
  private static boolean finds(Role role, Of of, Where where) {
    if (of == Of.PERSON) {
      return role == Role.VOLUNTEER && where == Where.OWN;
    }
    if (of == Of.WRITTEN_BY_COMMUNE) {
      return role == Role.COMMUNE_OFFICER && (where == Where.OWN || where == Where.SIBLING);
    }
    if (of == Of.RECEIVED_BY_PROVINCE) {
      return role == Role.PROVINCE_OFFICER && where != Where.OTHER_PROVINCE;
    }
    if (role == Role.HEAD) {
      return of == Of.EVERYBODY
          || of == Of.WITHIN_PROVINCE && where != Where.OTHER_PROVINCE
          || (of == Of.VILLAGE || of == Of.SUBJECT) && where == Where.OWN;
    }
    boolean everywhere = role == Role.NATIONAL_OFFICER || role == Role.ADMINISTRATOR;
    boolean province = where != Where.OTHER_PROVINCE;
    boolean commune = where == Where.OWN || where == Where.SIBLING;
    return everywhere
        || switch (of) {
          case EVERYBODY -> true;
          case WITHIN_PROVINCE, AROUND_PROVINCE -> province;
          case PROVINCE -> province && role == Role.PROVINCE_OFFICER;
          case COMMUNE ->
              role == Role.PROVINCE_OFFICER ? province : commune && role == Role.COMMUNE_OFFICER;
          case VILLAGE ->
              switch (role) {
                case VOLUNTEER -> where == Where.OWN;
                case COMMUNE_OFFICER -> commune;
                default -> province;
              };
          case PERSON, SUBJECT, WRITTEN_BY_COMMUNE, RECEIVED_BY_PROVINCE -> false;
        };
  }

  private MockHttpServletResponse send(
      AbstractMockHttpServletRequestBuilder<?> request, @Nullable Cookie device) throws Exception {
    if (device != null) {
      request.cookie(device);
    }
    return mvc.perform(request).andReturn().getResponse();
  }

  private static AbstractMockHttpServletRequestBuilder<?> posting(Route route, Site site) {
    return route.takesAFile()
        ? multipart(URI.create(site.path())).file(new MockMultipartFile("file", new byte[] {1}))
        : post(URI.create(site.path()));
  }

  private static String answer(MockHttpServletResponse response) {
    String location = response.getHeader("Location");
    return response.getStatus()
        + (location != null && location.startsWith("/sign-in") ? " to sign-in" : "");
  }

  @Test
  void everyPageIsFoundByWhomItConcernsAndByNobodyElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Route route : routes(RequestMethod.GET)) {
      for (Role role : Role.values()) {
        for (Where where : Where.values()) {
          Site site = site(route, where);
          MockHttpServletResponse response = send(get(URI.create(site.path())), devices.get(role));
          boolean in = response.getStatus() == 200 || answer(response).equals("303");
          String expected =
              !route.opensTo(role) ? "403" : finds(role, site.of(), where) ? "in" : "404";
          String found = in ? "in" : answer(response);
          if (!found.equals(expected)) {
            wrong.add(
                "%s as %s at %s %s: %s, expected %s"
                    .formatted(route, role, where, site.path(), found, expected));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aCampaignDoesNotLendItsRightToAnAreaOfAnotherProvince() throws Exception {
    Spot own = spot(Where.OWN);
    Spot foreign = spot(Where.OTHER_PROVINCE);
    List<String> wrong = new ArrayList<>();
    for (Route route : routes(RequestMethod.GET)) {
      if (!route.pattern().matches("/campaigns/\\{id}/.*\\{.*")) {
        continue;
      }
      for (Spot[] mixed : new Spot[][] {{own, foreign}, {foreign, own}}) {
        String path =
            site(route, mixed[1] == own ? Where.OWN : Where.OTHER_PROVINCE)
                .path()
                .replaceFirst("/campaigns/\\d+", "/campaigns/" + mixed[0].campaign());
        for (Role role : Role.values()) {
          int status = send(get(URI.create(path)), devices.get(role)).getStatus();
          if (route.opensTo(role) && status != 404) {
            wrong.add("%s as %s at %s: %d, expected 404".formatted(route, role, path, status));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whoIsNobodyYetIsLedToSignIn() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (RequestMethod method : List.of(RequestMethod.GET, RequestMethod.POST)) {
      for (Route route : routes(method)) {
        Site site = site(route, Where.OWN);
        MockHttpServletResponse response =
            send(
                method == RequestMethod.GET
                    ? get(URI.create(site.path()))
                    : posting(route, site).with(csrf()),
                null);
        if (!answer(response).equals("303 to sign-in")) {
          wrong.add(route + ": " + answer(response));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyFormNeedsItsToken() throws Exception {
    String before = contents();
    List<String> wrong = new ArrayList<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (route, handler) -> {
              if (!route.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                return;
              }
              for (String pattern : route.getPatternValues()) {
                String path = pattern.replaceAll("\\{\\w+}", "1");
                for (Role role : Role.values()) {
                  try {
                    int status = send(post(URI.create(path)), devices.get(role)).getStatus();
                    if (status != 403) {
                      wrong.add("POST %s as %s: %d".formatted(pattern, role, status));
                    }
                  } catch (Exception failure) {
                    throw new IllegalStateException(pattern, failure);
                  }
                }
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void nothingIsDoneWithoutTheRightOrOutsideOnesArea() throws Exception {
    String before = contents();
    List<String> wrong = new ArrayList<>();
    for (Route route : routes(RequestMethod.POST)) {
      for (Role role : Role.values()) {
        for (Where where : Where.values()) {
          Site site = site(route, where);
          boolean holds = route.opensTo(role);
          if (holds && finds(role, site.of(), where)) {
            continue;
          }
          MockHttpServletResponse response =
              send(posting(route, site).with(csrf()), devices.get(role));
          String expected = holds ? "404" : "403";
          if (!answer(response).equals(expected)) {
            wrong.add(
                "%s as %s at %s %s: %s, expected %s"
                    .formatted(route, role, where, site.path(), answer(response), expected));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  /** What must not have changed: how many journal entries and devices there are. */
  private String contents() {
    return jdbc.sql(
            """
            select (select count(*) from platform.journal) || ' journal entries, '
                || (select count(*) from identity.device where ended_at is null) || ' devices'
            """)
        .query(String.class)
        .single();
  }
}
