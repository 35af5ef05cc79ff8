package dev.freehold.targets.aws.fake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what is sent, and writes it again. */
final class Xml {
  private Xml() {}

  static Element parse(byte[] body) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new AwsRefusal(
          400,
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  /** Itself and everything below it. */
  static Stream<Element> all(Element parent) {
    return Stream.concat(Stream.of(parent), children(parent).stream().flatMap(Xml::all));
  }

  /**
   * @param path names of elements below each other, with slashes between
   */
  static Optional<Element> at(Element parent, String path) {
    Optional<Element> at = Optional.of(parent);
    for (String name : path.split("/")) {
      at =
          at.flatMap(
              one -> children(one).stream().filter(c -> c.getTagName().equals(name)).findFirst());
    }
    return at;
  }

  static String text(Element parent, String path) {
    return at(parent, path).map(Element::getTextContent).orElse("").strip();
  }

  /** What is in the Items at a path. */
  static List<Element> items(Element parent, String path) {
    return at(parent, path + "/Items").map(Xml::children).orElse(List.of());
  }

  static String written(Element element) {
    try {
      var transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      var text = new StringWriter();
      transformer.transform(new DOMSource(element), new StreamResult(text));
      return text.toString().replaceFirst(" xmlns=\"[^\"]*\"", "");
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One more child; what it holds is XML. */
  static void add(Element parent, String name, String content) {
    Element added = parse(element(name, content).getBytes(StandardCharsets.UTF_8));
    parent.appendChild(parent.getOwnerDocument().importNode(added, true));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String element(String name, Object content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
