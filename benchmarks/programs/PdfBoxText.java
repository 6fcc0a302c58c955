// Text of every PDF of a folder by Apache PDFBox: NAME.pdf to NAME.pdfbox.txt.

import java.io.File;
import java.nio.file.Files;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

public class PdfBoxText {
    public static void main(String[] arguments) throws Exception {
        for (File file : new File(arguments[0]).listFiles((folder, name) -> name.endsWith(".pdf"))) {
            try (PDDocument document = PDDocument.load(file)) {
                String name = file.getPath().replaceFirst("pdf$", "pdfbox.txt");
                Files.writeString(new File(name).toPath(), new PDFTextStripper().getText(document));
            }
        }
    }
}
