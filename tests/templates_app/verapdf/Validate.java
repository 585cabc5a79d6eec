import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** One line for each file and profile: name, profile, whether it complies, checks made, broken rules. */
class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        List<Path> files;
        try (var found = Files.list(Path.of(arguments[0]))) {
            files = found.filter(one -> one.toString().endsWith(".pdf")).sorted().collect(Collectors.toList());
        }
        for (var file : files) for (var profile : new String[] {"3a", "ua1"}) System.out.println(told(file, profile));
    }

    static String told(Path file, String profile) throws Exception {
        var flavour = PDFAFlavour.byFlavourId(profile);
        ValidationResult result;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file.toFile()), flavour)) {
            result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
        }
        var broken = new TreeMap<String, Integer>();
        for (TestAssertion one : result.getTestAssertions())
            if (one.getStatus() == TestAssertion.Status.FAILED)
                broken.merge(one.getRuleId().getClause() + " " + one.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
        var parts = new ArrayList<String>(List.of(
            file.getFileName().toString(), profile, String.valueOf(result.isCompliant()),
            String.valueOf(result.getTotalAssertions())));
        broken.forEach((rule, times) -> parts.add(times + "x " + rule));
        return String.join("\t", parts);
    }
}
