/** The six official languages of the OSCE. */
export const LANGUAGES = ["en", "fr", "de", "it", "ru", "es"] as const;
export type Language = (typeof LANGUAGES)[number];
/** English labels. */
export const LANGUAGE_LABEL: { readonly [code in Language]: string } = {
  en: "English",
  fr: "French",
  de: "German",
  it: "Italian",
  ru: "Russian",
  es: "Spanish",
};

/** Codes of the standard phrases that `res` carries. */
export const PHRASE_CODES = [
  "ack",
  "holding",
  "decline",
  "non_attribution",
  "voluntary",
  "exercise",
] as const;
export type PhraseCode = (typeof PHRASE_CODES)[number];
/**
 * Standard phrases, a proposal. The wording of `ack` and `non_attribution` follows A/76/135, paragraph 30(c) and (d).
 * Translations are drafts; OSCE language services review them before they are used between States.
 */
export const STANDARD_PHRASES: {
  readonly [code in PhraseCode]: { readonly [language in Language]: string };
} = {
  ack: {
    en: "The Point of Contact acknowledges receipt of the above communication. Acknowledgement does not indicate concurrence with its contents and is without prejudice to the position of the responding State.",
    fr: "Le point de contact accuse réception de la communication ci-dessus. Cet accusé de réception ne vaut pas assentiment à son contenu et ne préjuge pas de la position de l'État qui répond.",
    de: "Die Kontaktstelle bestätigt den Eingang der obigen Mitteilung. Die Bestätigung bedeutet keine Zustimmung zu deren Inhalt und lässt die Position des antwortenden Staates unberührt.",
    it: "Il punto di contatto accusa ricevuta della comunicazione di cui sopra. La conferma di ricezione non implica consenso al suo contenuto e non pregiudica la posizione dello Stato che risponde.",
    ru: "Контактный пункт подтверждает получение указанного сообщения. Подтверждение получения не означает согласия с его содержанием и не затрагивает позицию отвечающего государства.",
    es: "El punto de contacto acusa recibo de la comunicación anterior. El acuse de recibo no supone conformidad con su contenido y se entiende sin perjuicio de la posición del Estado que responde.",
  },
  holding: {
    en: "The matter is being examined by the competent authorities. A further reply is intended by the time stated.",
    fr: "La question est examinée par les autorités compétentes. Une réponse complémentaire est prévue à l'échéance indiquée.",
    de: "Die Angelegenheit wird von den zuständigen Behörden geprüft. Eine weitere Antwort ist bis zum angegebenen Zeitpunkt beabsichtigt.",
    it: "La questione è all'esame delle autorità competenti. Si prevede di rispondere entro il termine indicato.",
    ru: "Вопрос рассматривается компетентными органами. Дополнительный ответ предполагается направить к указанному сроку.",
    es: "El asunto está siendo examinado por las autoridades competentes. Se prevé responder en el plazo indicado.",
  },
  decline: {
    en: "The responding State does not intend to provide a reply on this matter. This is without prejudice to its position.",
    fr: "L'État sollicité n'entend pas fournir de réponse à ce sujet. Cela ne préjuge pas de sa position.",
    de: "Der antwortende Staat beabsichtigt nicht, sich in dieser Angelegenheit zu äußern. Seine Position bleibt davon unberührt.",
    it: "Lo Stato interpellato non intende fornire una risposta in merito. Ciò non pregiudica la sua posizione.",
    ru: "Запрашиваемое государство не намерено давать ответ по данному вопросу. Это не затрагивает его позицию.",
    es: "El Estado requerido no tiene intención de responder sobre este asunto. Ello se entiende sin perjuicio de su posición.",
  },
  non_attribution: {
    en: "This communication does not attribute responsibility to any State. A link to infrastructure located in a territory does not of itself imply the responsibility of that State.",
    fr: "La présente communication n'impute de responsabilité à aucun État. Un lien avec une infrastructure située sur un territoire n'implique pas en soi la responsabilité de cet État.",
    de: "Diese Mitteilung schreibt keinem Staat eine Verantwortung zu. Ein Bezug zu Infrastruktur in einem Hoheitsgebiet bedeutet für sich genommen keine Verantwortung dieses Staates.",
    it: "La presente comunicazione non attribuisce responsabilità ad alcuno Stato. Un collegamento con infrastrutture situate in un territorio non implica di per sé la responsabilità di tale Stato.",
    ru: "Настоящее сообщение не возлагает ответственность ни на какое государство. Связь с инфраструктурой, расположенной на той или иной территории, сама по себе не означает ответственности этого государства.",
    es: "La presente comunicación no atribuye responsabilidad a ningún Estado. Un vínculo con infraestructura situada en un territorio no implica por sí mismo la responsabilidad de ese Estado.",
  },
  voluntary: {
    en: "Participation in this exchange is voluntary. The extent of any information provided is determined by the providing State.",
    fr: "La participation à cet échange est volontaire. L'étendue des informations communiquées est déterminée par l'État qui les fournit.",
    de: "Die Teilnahme an diesem Austausch ist freiwillig. Den Umfang der bereitgestellten Informationen bestimmt der Staat, der sie bereitstellt.",
    it: "La partecipazione a questo scambio è volontaria. La portata delle informazioni fornite è stabilita dallo Stato che le fornisce.",
    ru: "Участие в этом обмене является добровольным. Объем предоставляемой информации определяется предоставляющим ее государством.",
    es: "La participación en este intercambio es voluntaria. El alcance de la información facilitada lo determina el Estado que la proporciona.",
  },
  exercise: {
    en: "COMMUNICATION CHECK. This is not a real incident.",
    fr: "TEST DE COMMUNICATION. Ceci n'est pas un incident réel.",
    de: "KOMMUNIKATIONSTEST. Dies ist kein realer Vorfall.",
    it: "TEST DI COMUNICAZIONE. Non si tratta di un incidente reale.",
    ru: "ПРОВЕРКА СВЯЗИ. Это не реальный инцидент.",
    es: "PRUEBA DE COMUNICACIÓN. No se trata de un incidente real.",
  },
};
