package vn.khuyenhoc.journeys;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.journeys.PeopledProvince.Spot;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.recognition.procedure.Procedures;
import vn.khuyenhoc.registry.SubjectKind;

/**
 * What stands in a route's variables, and of which area the record is that they name. A route whose
 * variable is not known here cannot be tried; the test says so by name.
 */
final class Sites {

  private Sites() {}

  /** Whose record it is: an actor finds it whose own area is at or above that one. */
  enum Of {
    EVERYBODY,
    /** Guidance of a province is read by everybody in it, heads too, and over it. */
    WITHIN_PROVINCE,
    /** A campaign concerns everybody who works in its province, or over it. */
    AROUND_PROVINCE,
    PROVINCE,
    COMMUNE,
    VILLAGE,
    /** Written by its commune alone; what was sent of it, not the writing, is read above. */
    WRITTEN_BY_COMMUNE,
    /** Of a commune, for the province that receives it and nobody else. */
    RECEIVED_BY_PROVINCE,
    /** Of a village, and for whoever is the head of it alone. */
    SUBJECT,
    /** Only the volunteer's own. */
    PERSON
  }

  private record Known(Of of, Function<Spot, Object> value) {}

  private static final Map<String, Known> VARIABLES = new LinkedHashMap<>();
  private static final Map<String, Known> PARAMETERS = new LinkedHashMap<>();
  private static final Map<String, Known> FORMS = new LinkedHashMap<>();

  private static void variable(String path, Of of, Function<Spot, Object> value) {
    VARIABLES.put(path, new Known(of, value));
  }

  private static void parameter(String pathAndName, Of of, Function<Spot, Object> value) {
    PARAMETERS.put(pathAndName, new Known(of, value));
  }

  /** What is typed into a form, where the fields say whose record it is. */
  private static void form(String path, Of of, Function<Spot, Object> query) {
    FORMS.put(path, new Known(of, query));
  }

  static {
    variable(
        "/library/guides/{guide}", Of.PROVINCE, spot -> PeopledProvince.guide(spot.province()));
    variable(
        "/library/files/{guide}",
        Of.WITHIN_PROVINCE,
        spot -> PeopledProvince.guide(spot.province()));
    variable("/templates/{kind}", Of.EVERYBODY, spot -> "DECISION");
    variable(
        "/templates/versions/{template}",
        Of.AROUND_PROVINCE,
        spot -> PeopledProvince.template(spot.province()));
    parameter("/templates/{kind}/upload?area", Of.PROVINCE, Spot::province);
    parameter("/templates/{kind}/withdraw?area", Of.PROVINCE, Spot::province);
    form("/library/add", Of.PROVINCE, spot -> "title=x&place=" + spot.province());
    variable("/criteria/{id}", Of.EVERYBODY, spot -> BuiltInCriteria.LEARNING_FAMILY);
    variable(
        "/criteria/drafts/{draft}",
        Of.PROVINCE,
        spot -> PeopledProvince.criteriaDraft(spot.province()));
    variable("/criteria/drafts/{draft}/criteria/{place}", Of.PROVINCE, spot -> "1");
    variable("/criteria/drafts/{draft}/indicators/{place}", Of.PROVINCE, spot -> "1.1");
    variable("/criteria/drafts/{draft}/remove/{place}", Of.PROVINCE, spot -> "1.1");
    variable("/criteria/{id}/over/{campaign}", Of.AROUND_PROVINCE, Spot::campaign);
    variable(
        "/procedures/{id}",
        Of.EVERYBODY,
        spot -> BuiltInProcedures.plain(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD));
    variable(
        "/procedures/own/{id}",
        Of.PROVINCE,
        spot -> Procedures.draftId(PeopledProvince.procedureForm(spot.province())));
    form("/procedures/{id}/copy", Of.PROVINCE, spot -> "title=x&place=" + spot.province());
    variable("/bodies/{id}", Of.COMMUNE, spot -> PeopledProvince.body(spot.commune()));
    variable(
        "/bodies/{id}/signers/{signer}",
        Of.COMMUNE,
        spot -> PeopledProvince.signer(spot.commune()));
    variable("/bodies/{id}/accounts/{account}", Of.COMMUNE, spot -> new UUID(0, 1));
    variable("/targets/{plan}", Of.EVERYBODY, spot -> PeopledProvince.plan(spot.province()));
    variable("/targets/{plan}/{target}", Of.EVERYBODY, spot -> "x");
    variable("/targets/{plan}/{target}/{year}", Of.EVERYBODY, spot -> 2026);
    variable("/dashboard/{table}", Of.EVERYBODY, spot -> "heat");
    variable("/plans/{plan}", Of.PROVINCE, spot -> PeopledProvince.plan(spot.province()));
    variable("/plans/{plan}/{target}", Of.PROVINCE, spot -> "x");
    variable("/plans/{plan}/{target}/{year}", Of.PROVINCE, spot -> 2026);
    variable(
        "/obligations/{id}",
        Of.AROUND_PROVINCE,
        spot -> PeopledProvince.obligation(spot.province()));
    variable(
        "/obligations/bodies/{id}",
        Of.AROUND_PROVINCE,
        spot -> PeopledProvince.dutyOfBodies(spot.province()));
    parameter(
        "/obligations/bodies/{id}/file?receipt",
        Of.PROVINCE,
        spot -> PeopledProvince.receipt(spot.province()));
    form("/obligations/new", Of.PROVINCE, spot -> "title=x&area=" + spot.province());
    form("/obligations/request", Of.PROVINCE, spot -> "name=x&area=" + spot.province());
    variable("/indicators/{id}", Of.EVERYBODY, spot -> "MEMBERS");
    variable(
        "/indicators/own/{id}", Of.PROVINCE, spot -> PeopledProvince.indicator(spot.province()));
    variable("/reported/{id}", Of.COMMUNE, spot -> PeopledProvince.reported(spot.commune()));
    variable("/reports/{id}", Of.COMMUNE, spot -> PeopledProvince.report(spot.commune()));
    variable(
        "/reports/{id}/files/{file}",
        Of.COMMUNE,
        spot -> PeopledProvince.reportFile(spot.commune()));
    variable(
        "/reports/drafts/{id}",
        Of.WRITTEN_BY_COMMUNE,
        spot -> PeopledProvince.report(spot.commune()));
    variable(
        "/reports/drafts/{id}/sections/{section}", Of.WRITTEN_BY_COMMUNE, spot -> "DIFFICULTIES");
    variable(
        "/reports/drafts/{id}/files/{file}",
        Of.WRITTEN_BY_COMMUNE,
        spot -> PeopledProvince.reportFile(spot.commune()));
    variable(
        "/reports/drafts/{id}/texts/{text}",
        Of.WRITTEN_BY_COMMUNE,
        spot -> PeopledProvince.reportText(spot.commune()));
    variable(
        "/reports/received/{id}",
        Of.RECEIVED_BY_PROVINCE,
        spot -> PeopledProvince.report(spot.commune()));
    variable(
        "/reports/past/{id}", Of.PROVINCE, spot -> PeopledProvince.pastReport(spot.province()));
    parameter("/reports/past/{id}/figure?key", Of.PROVINCE, spot -> "ORG.population");
    parameter("/reports/past/{id}/figure?area", Of.PROVINCE, spot -> 0);
    parameter("/reports/new?area", Of.EVERYBODY, Spot::commune);
    variable(
        "/reports/collections/{run}",
        Of.PROVINCE,
        spot -> PeopledProvince.collection(spot.province()));
    parameter("/reports/collections?area", Of.PROVINCE, Spot::province);
    parameter(
        "/reports/{id}/figure?key", Of.COMMUNE, spot -> "M.LEARNING_FAMILY.HOUSEHOLD.registered");
    parameter("/reports/{id}/figure?area", Of.COMMUNE, Spot::village);
    parameter(
        "/reports/{id}/rows?key", Of.COMMUNE, spot -> "M.LEARNING_FAMILY.HOUSEHOLD.registered");
    parameter("/reports/{id}/rows?area", Of.COMMUNE, Spot::village);
    parameter("/reports/{id}/table?key", Of.COMMUNE, spot -> "AREAS.M.LEARNING_FAMILY.HOUSEHOLD");
    parameter("/reports/{id}/differences?from", Of.COMMUNE, spot -> 1);
    parameter("/reports/{id}/differences?to", Of.COMMUNE, spot -> 1);
    parameter("/reports/{id}/report.json?version", Of.COMMUNE, spot -> 1);
    parameter("/reports/drafts/{id}/mark?key", Of.WRITTEN_BY_COMMUNE, spot -> "H.MEMBERS");
    parameter(
        "/reports/drafts/{id}/sections/{section}/beside?mine",
        Of.WRITTEN_BY_COMMUNE,
        spot -> PeopledProvince.reportText(spot.commune()));
    variable("/campaigns/{id}", Of.AROUND_PROVINCE, Spot::campaign);
    variable("/campaigns/{id}/villages/{village}", Of.VILLAGE, Spot::village);
    variable("/campaigns/{id}/villages/{village}/sent/{step}", Of.VILLAGE, Spot::step);
    variable("/campaigns/{id}/communes/{commune}", Of.COMMUNE, Spot::commune);
    variable("/dossiers/{home}", Of.VILLAGE, spot -> spot.waiting().homeId());
    variable("/dossiers/{home}/{id}", Of.VILLAGE, spot -> spot.waiting().dossierId());
    variable("/dossiers/{home}/{id}/{indicator}", Of.VILLAGE, spot -> "3.1");
    variable("/own/{home}", Of.SUBJECT, spot -> spot.waiting().homeId());
    variable("/own/{home}/{id}", Of.SUBJECT, spot -> spot.waiting().dossierId());
    variable("/heads/{home}", Of.VILLAGE, spot -> spot.subjects().get(SubjectKind.CLAN).homeId());
    variable(
        "/heads/{home}/{id}",
        Of.VILLAGE,
        spot -> spot.subjects().get(SubjectKind.CLAN).subjectId());
    variable("/heads/{home}/{id}/{account}", Of.VILLAGE, spot -> new UUID(0, 1));
    variable(
        "/campaigns/{id}/villages/{village}/applications/{application}", Of.VILLAGE, Spot::notice);
    variable("/register/{campaign}", Of.EVERYBODY, Spot::campaign);
    variable("/register/{campaign}/{village}", Of.EVERYBODY, Spot::village);
    variable("/notices/{notice}/object/{objection}", Of.EVERYBODY, Spot::objection);
    variable("/meetings/{meeting}", Of.VILLAGE, Spot::meeting);
    variable("/notices/{notice}", Of.VILLAGE, Spot::notice);
    variable("/notices/{notice}/objections/{objection}", Of.VILLAGE, Spot::objection);
    variable("/labour-groups/{code}", Of.EVERYBODY, spot -> "FARMER");
    variable("/labour-groups/{code}/{act}", Of.EVERYBODY, spot -> "edit");
    variable("/evidence/{home}", Of.VILLAGE, spot -> spot.evidence().homeId());
    variable("/evidence/{home}/{id}", Of.VILLAGE, spot -> spot.evidence().evidenceId());
    variable("/decisions/{id}", Of.COMMUNE, Spot::decision);
    variable("/decisions/{id}/signed/{file}", Of.COMMUNE, Spot::decision);
    variable("/certificates/{id}", Of.COMMUNE, Spot::certificate);
    variable("/certificates/series/{series}", Of.COMMUNE, Spot::series);
    variable("/certificates/runs/{run}", Of.COMMUNE, Spot::run);
    variable("/certificates/runs/{run}/parts/{part}", Of.COMMUNE, spot -> 1);
    form(
        "/certificates/series",
        Of.COMMUNE,
        spot -> "area=" + spot.commune() + "&issuer=UBND&symbol=HKH&year=2026");
    variable("/calendar/{file}", Of.EVERYBODY, spot -> "none.ics");
    variable("/reminders/confirm/{token}", Of.EVERYBODY, spot -> "none");
    variable("/reminders/stop/{token}", Of.EVERYBODY, spot -> "none");
    variable("/v/{text}", Of.EVERYBODY, spot -> "ABCD-EFGH-JKMN");
    variable("/decisions/drafts/{draft}", Of.COMMUNE, Spot::drafted);
    variable("/titles/{home}", Of.VILLAGE, spot -> spot.title().homeId());
    variable("/titles/{home}/{id}", Of.VILLAGE, spot -> spot.title().id());
    parameter("/titles?area", Of.VILLAGE, Spot::village);
    parameter("/titles/export?area", Of.VILLAGE, Spot::village);
    variable("/tables/saved/{table}", Of.PERSON, Spot::savedTable);
    variable("/tables/runs/{run}", Of.VILLAGE, Spot::tableRun);
    variable("/accounts/{id}", Of.VILLAGE, spot -> spot.volunteer().accountId());
    variable("/accounts/import/{sheet}", Of.PERSON, Spot::sheet);
    variable("/account/devices/{id}", Of.PERSON, Spot::device);
    variable("/areas/{id}", Of.VILLAGE, Spot::village);
    variable("/areas/reorganisations/{id}", Of.PROVINCE, Spot::reorganisation);
    variable("/areas/reorganisations/{id}/unassigned/{area}", Of.PROVINCE, Spot::unassigned);
    variable("/areas/reorganisations/drafts/{draft}", Of.PROVINCE, Spot::draft);
    variable("/areas/reorganisations/sheets/{sheet}", Of.PROVINCE, Spot::villageSheet);
    variable("/households/import/{id}", Of.COMMUNE, Spot::batch);
    variable("/households/assign/{village}", Of.COMMUNE, Spot::divided);
    variable("/households/{home}", Of.VILLAGE, spot -> spot.household().homeId());
    variable("/households/{home}/{id}", Of.VILLAGE, spot -> spot.household().householdId());
    for (SubjectKind kind : SubjectKind.values()) {
      if (kind == SubjectKind.HOUSEHOLD) {
        continue;
      }
      boolean large =
          kind == SubjectKind.UNIT
              || kind == SubjectKind.LEARNING_CENTRE
              || kind == SubjectKind.PROGRAMME;
      Of of = large ? Of.COMMUNE : Of.VILLAGE;
      String path = "/" + kind.path();
      variable(path + "/{home}", of, spot -> spot.subjects().get(kind).homeId());
      variable(path + "/{home}/{id}", of, spot -> spot.subjects().get(kind).subjectId());
      variable(path + "/{home}/{id}/{act}", of, spot -> "edit");
      variable(path + "/import/{id}", Of.COMMUNE, Spot::batch);
      parameter(path + "/import?area", Of.EVERYBODY, Spot::commune);
      form(
          path + "/new",
          of,
          spot -> "name=Somebody&area=" + (large ? spot.commune() : spot.village()));
    }
    parameter("?area", Of.COMMUNE, Spot::commune);
    parameter("?commune", Of.COMMUNE, Spot::commune);
    parameter("?village", Of.VILLAGE, Spot::village);
    parameter("?campaign", Of.AROUND_PROVINCE, Spot::campaign);
    parameter("/households/assign/{village}/sheet/marked?sha256", Of.COMMUNE, Spot::assignments);
    parameter("/households/assign/{village}/sheet/marked?name", Of.COMMUNE, spot -> "a.csv");
    parameter("/households/assign/{village}/sheet/apply?sha256", Of.COMMUNE, Spot::assignments);
    parameter("/households/assign/{village}/sheet/apply?name", Of.COMMUNE, spot -> "a.csv");
    // somebody else's area is left aside there, and one's own offered
    parameter("/households/import?area", Of.EVERYBODY, Spot::commune);
    parameter("/figures?area", Of.VILLAGE, Spot::village);
    parameter("/tables/dossiers?area", Of.VILLAGE, Spot::village);
    parameter("/figures/people?area", Of.VILLAGE, Spot::village);
    parameter("/figures/people?year", Of.EVERYBODY, spot -> "2026");
    form(
        "/campaigns",
        Of.PROVINCE,
        spot ->
            "province="
                + spot.province()
                + "&year=2027&dueOn=1/12/2027&set="
                + BuiltInCriteria.LEARNING_FAMILY);
    form(
        "/areas/reorganisations/new",
        Of.PROVINCE,
        spot -> "effectiveOn=1/12/2026&scope=" + spot.province());
    form("/accounts/new", Of.VILLAGE, spot -> "name=Somebody&village=" + spot.village());
    form("/accounts/slips", Of.VILLAGE, spot -> "account=" + spot.volunteer().accountId());
    form("/households/new", Of.VILLAGE, spot -> "head=Somebody&village=" + spot.village());
  }

  /** A request that can be sent: a path with its query, and whose record it names. */
  record Site(String path, Of of) {}

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /**
   * The address of a route at a spot.
   *
   * @param typed whether the fields of the route's form are filled in
   * @return null where one of its variables or required parameters is not known
   */
  static @Nullable Site at(String pattern, List<Parameter> parameters, boolean typed, Spot spot) {
    Of of = Of.EVERYBODY;
    Matcher matcher = VARIABLE.matcher(pattern);
    StringBuilder path = new StringBuilder();
    while (matcher.find()) {
      Known known = VARIABLES.get(pattern.substring(0, matcher.end()));
      if (known == null) {
        return null;
      }
      of = narrower(of, known.of());
      matcher.appendReplacement(path, Matcher.quoteReplacement(known.value().apply(spot) + ""));
    }
    matcher.appendTail(path);
    List<String> query = new ArrayList<>();
    for (Parameter parameter : parameters) {
      RequestParam wanted = parameter.getAnnotation(RequestParam.class);
      if (wanted == null
          || Map.class.isAssignableFrom(parameter.getType())
          || parameter.getType() == MultipartFile.class) {
        continue;
      }
      String name = wanted.name().isEmpty() ? parameter.getName() : wanted.name();
      Known known = PARAMETERS.getOrDefault(pattern + "?" + name, PARAMETERS.get("?" + name));
      if (known != null) {
        of = narrower(of, known.of());
        query.add(name + "=" + known.value().apply(spot));
      } else if (wanted.required() && wanted.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
        Object any = any(parameter.getType());
        if (any == null) {
          return null;
        }
        query.add(name + "=" + any);
      }
    }
    Known form = typed ? FORMS.get(pattern) : null;
    if (form != null) {
      of = narrower(of, form.of());
      query.add(form.value().apply(spot) + "");
    }
    return new Site(path + (query.isEmpty() ? "" : "?" + String.join("&", query)), of);
  }

  private static @Nullable Object any(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return 0;
    } else if (type == UUID.class) {
      return new UUID(0, 1);
    } else if (type == String.class) {
      return "x";
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return null;
  }

  private static Of narrower(Of one, Of other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
