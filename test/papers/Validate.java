import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files as PDF/UA-1 with veraPDF; a line a file, and one a fault. Ends with 1 if there is any. */
public class Validate {
  public static void main(String[] paths) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean faults = false;
    for (String path : paths) {
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), PDFAFlavour.PDFUA_1)) {
        ValidationResult result =
            Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);
        System.out.println((result.isCompliant() ? "✓ " : "✗ ") + path + ": " + result.getTotalAssertions() + " checks");
        for (TestAssertion fault : result.getTestAssertions()) {
          faults = true;
          System.out.println("    " + fault.getRuleId().getClause() + " " + fault.getMessage());
        }
      }
    }
    System.exit(faults ? 1 : 0);
  }
}
