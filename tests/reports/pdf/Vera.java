import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Vera.java ua1,2a file.pdf … writes a line per file and profile, and under it the rules that failed. */
public class Vera {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int n = 1; n < words.length; n++)
            for (String id : words[0].split(",")) validate(new File(words[n]), PDFAFlavour.byFlavourId(id));
    }

    private static void validate(File file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 100, false, false, true)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> failed = new TreeMap<>();
            for (TestAssertion one : result.getTestAssertions())
                if (one.getStatus() == TestAssertion.Status.FAILED)
                    failed.putIfAbsent(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber(),
                        one.getMessage() + " @ " + one.getLocation().getContext());
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour.getId() + " " + file.getName()
                + " " + result.getTotalAssertions());
            failed.forEach((rule, message) -> System.out.println("    " + rule + " " + message));
        }
    }
}
