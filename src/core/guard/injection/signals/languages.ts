import { headsOf } from '../heads.ts';
import type { Signal, SignalFamily } from '../signal.ts';
import type { MarkupSignal } from './markup.ts';

const g = '[^.!?\\n。！？]{0,40}?';
const say = (weight: number, source: string, family: SignalFamily = 'override'): LanguageSignal => ({
  family,
  weight,
  source,
});

interface LanguageSignal {
  readonly family: SignalFamily;
  readonly weight: number;
  readonly source: string;
}

interface LanguageSignals {
  /** For languages of other scripts: the rules run only on text that holds some of it. */
  readonly present?: RegExp;
  readonly signals: readonly LanguageSignal[];
}

/** The same tricks in the languages that people write in most; checked only where the language's own words or letters occur. */
const languages: readonly LanguageSignals[] = [
  {
    // German
    signals: [
      say(0.5, `alles vergessen,? was (?:vorher|bisher|zuvor|davor|oben)`),
      say(
        0.5,
        `(?:als gäbe es keine|ohne|keinerlei|keine) (?:gesetze|regeln|moral|grenzen|tabus)${g}(?:tipps|sag|antworte|erklär|hilf|beantworte)`,
        'persona',
      ),
      say(0.5, `(?:ganz oben|am anfang) in deine[nmr] (?:vorgaben|anweisungen|regeln|prompt)`, 'disclosure'),
      say(
        0.55,
        `(?:vergiss|ignorier\\w{0,2}|missachte)\\b${g}(?:bisherige|vorherige|obige|gesagte|deine rolle|deine vorgaben|den (?:text|kontext))\\p{L}{0,3}`,
      ),
      say(0.5, `(?:eigentliche|wahre|wirkliche|neue) aufgabe\\b ?(?:lautet|ist|besteht)`),
      say(
        0.5,
        `(?:gib|zeig|nenn|schreib)\\p{L}{0,2}\\b${g}(?:deine|dein)\\p{L}{0,2} (?:konfiguration|system\\p{L}{0,14}|anfangs\\p{L}{0,14}|anweisung\\p{L}{0,3}|prompt)`,
        'disclosure',
      ),
      say(
        0.42,
        `ohne (?:jede |alle |irgendwelche )?(?:rücksicht auf|einschränkung|zensur|filter)\\p{L}{0,4}${g}(?:vorgaben|regeln|richtlinien|moral|antworte|beantworte)?`,
        'persona',
      ),
      say(
        0.6,
        `alles,? was (?:vorher|bisher|davor|oben|zuvor)${g}(?:gilt nicht|vergiss|ungültig|ignorier)|vergiss (?:die|alle|deine) (?:fragen?|aufgaben?|anweisungen?|regeln?|texte?)|von deinen (?:instruktionen|anweisungen|vorgaben)|antwortes?\\p{L}{0,2} (?:du )?(?:ab jetzt |jetzt )?(?:nur noch|ausschlie(?:ß|ss)lich|nur) mit`,
      ),
      say(
        0.8,
        `(?:vergiss|vergesse[nt]?|ignorier\\w{0,4}|missachte\\w{0,2}|überspring\\w{0,4}|lass\\w{0,3})\\b${g}\\b(?:vorherig|bisherig|vorangegangen|vorig|obig|frühere|alle|deine|ursprünglich|davor|jegliche|sämtliche|zuvor|gegebene)\\p{L}{0,6}${g}(?:anweisung|instruktion|befehl|regel|aufgabe|vorgabe|richtlinie|prompt|text|information|nachricht|anordnung|kontext|gesagt|geschrieben|auftr)`,
      ),
      say(
        0.7,
        `(?:vergiss|vergesse|ignoriere?)\\b ?(?:alles|das alles|was|einfach alles)\\b${g}(?:davor|zuvor|vorher|oben|bisher|gesagt|geschrieben|wei(?:ß|ss)t|und|,|gelernt|bevor)`,
      ),
      say(
        0.65,
        `(?:zeig|nenn|gib|verrat|wiederhol|druck|sag|schreib|liste|offenbar)\\p{L}{0,3}\\b${g}(?:dein|ihr|system|anfangs|ursprüngliche|geheime|obige)\\p{L}{0,5}${g}(?:prompt|anweisung|instruktion|passwort|regeln|befehle|vorgaben)`,
        'disclosure',
      ),
      say(
        0.42,
        `(?:du bist (?:jetzt|nun|ab jetzt) (?:ein|eine|kein|keine|der|mein)\\b|ab (?:jetzt|sofort) bist du|tu so,? als|stell dir vor,? du|verhalte dich (?:wie|als)|spiele? die rolle)`,
        'persona',
      ),
      say(
        0.4,
        `(?:neue|nächste|andere) (?:aufgabe|anweisung)\\p{L}{0,3}(?: für dich|:| lautet)|jetzt (?:habe ich|hab ich|kommt|folgt) (?:eine|die) (?:neue|andere|nächste)`,
      ),
      say(
        0.35,
        `(?:sag|antworte|schreib|gib)\\p{L}{0,2} (?:einfach |stattdessen |jetzt |nur |immer )+|ohne (?:einschränkung|moral|filter|regeln)\\p{L}{0,4}`,
      ),
    ],
  },
  {
    // French
    signals: [
      say(
        0.5,
        `(?:réponds|répondez|tu réponds) (?:désormais|maintenant|dorénavant)${g}(?:sans|comme un)`,
        'persona',
      ),
      say(0.45, `sans (?:aucune )?(?:règles?|morale|éthique|loi)\\b`, 'persona'),
      say(0.55, `oublie[zrs]?\\b (?:ton|ta|tes|votre|vos) (?:rôle|mission|consignes|instructions|tâche)`),
      say(
        0.42,
        `(?:sans aucune? (?:limite|restriction|censure|règle)|tu ne refuses jamais|ne refuse jamais|sans filtre)`,
        'persona',
      ),
      say(0.5, `donne-moi (?:le|ton) (?:mot de passe|secret|prompt)`, 'disclosure'),
      say(
        0.65,
        `(?:oubli|ignor)\\p{L}{1,3} (?:tout )?ce qui (?:précède|a été|est)|(?:ne (?:tenez|tiens) pas compte de)|(?:répond|dis|écri)\\p{L}{0,4} (?:seulement|uniquement|juste) ["«“]`,
      ),
      say(
        0.8,
        `(?:oublie[zrs]?|ignore[zrs]?|néglige[zr]?|ne (?:tiens|tenez) (?:pas|plus) compte|fais abstraction|passe outre|ne suis (?:pas|plus))\\b${g}\\b(?:précédent|antérieur|ci-dessus|tout|tes|vos|les|initial|reçu|données?)\\p{L}{0,4}${g}(?:instruction|consigne|ordre|règle|commande|directive|invite|prompt|message|texte|tâche|contexte|dit|avant)`,
      ),
      say(
        0.65,
        `(?:montre|révèle|affiche|donne|répète|dis|écris|divulgue|partage)\\p{L}{0,2}(?:-moi)?\\b${g}(?:(?:ton|tes|votre|vos)\\s?${g}(?:prompt|instructions?|consignes|mot de passe|invite|règles)\\b|(?:le|les|l['’])\\s?${g}(?:prompt|instructions?|consignes|mot de passe|invite|règles)\\b ?(?:système|initial|secret|interne|cach|que tu|qui t))`,
        'disclosure',
      ),
      say(
        0.42,
        `(?:(?:tu es|vous êtes) (?:maintenant|désormais) (?:un|une|mon|le|la)\\b|à partir de maintenant|fais(?:ons)? semblant|faites semblant|imagine que tu|joue le rôle|agis comme)`,
        'persona',
      ),
      say(
        0.55,
        `nouvelles? (?:instruction|consigne|tâche|mission)s?\\s?(?::|pour toi|pour vous)|sans (?:aucune )?(?:restriction|limite|filtre|censure|morale)s?`,
      ),
    ],
  },
  {
    // Spanish
    signals: [
      say(
        0.6,
        `no (?:tengas?|tenga|tomes) en cuenta\\b${g}\\b(?:anterior|lo que|instruc|reglas|indicac|dicho)\\p{L}{0,6}`,
      ),
      say(0.5, `(?:no tienes|sin) (?:ninguna )?(?:reglas?|moral|límites|ética)\\b`, 'persona'),
      say(
        0.6,
        `(?:no hagas caso|haz caso omiso|olv[ií]d\\p{L}{1,4}|ignora)\\b${g}(?:te dijeron|te han dicho|te dije|lo anterior|dicho antes|lo que te)`,
      ),
      say(
        0.42,
        `(?:sin censura|sin filtros|sin restricciones|sin límites|nunca se niega|nunca te niegas)`,
        'persona',
      ),
      say(
        0.4,
        `(?:escribe|responde|di|contesta) (?:solamente|únicamente|solo|sólo|simplemente) (?:la palabra|con|que|["«“])`,
      ),
      say(
        0.8,
        `(?:olvid[ae]\\p{L}{0,4}|ignor[ae]\\p{L}{0,3}|omit[ae]|descart[ae]|pasa por alto|no (?:hagas caso|sigas|obedezcas)|desobedece|haz caso omiso)\\b${g}\\b(?:anterior|previ|todas?|todos?|tus|sus|las|los|arriba|inicial|dadas)\\p{L}{0,4}${g}(?:instruccion|indicacion|orden|órden|regla|directri|comando|mensaje|texto|tarea|prompt|contexto|dicho)`,
      ),
      say(0.7, `(?:olvida|ignora)\\p{L}{0,3} (?:todo|todo lo|lo) (?:anterior|que|de arriba|dicho)`),
      say(
        0.65,
        `(?:muestra|muéstrame|revela|dime|imprime|repite|escribe|enseña|comparte|dame)\\p{L}{0,3}\\b${g}(?:tu|tus|su|sus|el|las)\\b${g}(?:prompt|instrucciones|contraseña|indicaciones|mensaje del sistema|reglas)`,
        'disclosure',
      ),
      say(
        0.42,
        `(?:ahora eres (?:un|una|mi|el|la)\\b|a partir de ahora|desde ahora|finge (?:que|ser)|actúa como si|imagina que eres|haz de cuenta|eres ahora)`,
        'persona',
      ),
      say(
        0.55,
        `nuevas? (?:instrucci[oó]n(?:es)?|tareas?|[oó]rden(?:es)?)\\s?(?::|para ti)|sin (?:ninguna )?(?:restriccion|restricción|limitacion|filtro|censura|moral|ética)\\p{L}{0,3}`,
      ),
    ],
  },
  {
    // Italian
    signals: [
      say(
        0.55,
        `(?:lascia perdere|dimentica\\p{L}{0,3}|scorda\\p{L}{0,3})\\b${g}(?:regole|istruzioni|ordini|ti hanno|che ti|detto|ruolo)`,
      ),
      say(
        0.5,
        `(?:dimmi|mostrami|rivela|scrivi)\\b${g}(?:tuo|tue|tua) (?:messaggio|prompt|istruzioni|regole)`,
        'disclosure',
      ),
      say(
        0.45,
        `(?:senza (?:filtri|censura|limiti|regole|restrizioni)|non (?:ti )?rifiut\\p{L}{1,3} mai)`,
        'persona',
      ),
      say(
        0.8,
        `(?:dimentica\\p{L}{0,3}|ignora\\p{L}{0,3}|trascura|tralascia|non (?:seguire|considerare|tenere conto))\\b${g}\\b(?:precedent|tutt|tue|sopra|inizial|quest|le|gli|ogni)\\p{L}{0,3}${g}(?:istruzion|indicazion|ordin|regol|direttiv|comand|messagg|test|compit|prompt|detto|contest)`,
      ),
      say(
        0.65,
        `(?:mostra|rivela|dimmi|stampa|ripeti|scrivi|condividi|svela)\\p{L}{0,3}\\b${g}(?:tuo|tua|tue|il|le|la)\\b${g}(?:prompt|istruzioni|password|regole|messaggio di sistema)`,
        'disclosure',
      ),
      say(
        0.42,
        `(?:ora sei|adesso sei|d['’]ora in poi|da ora in poi|da adesso|fingi di|fai finta|immagina di essere|comportati come)`,
        'persona',
      ),
      say(
        0.55,
        `nuov[ae] (?:istruzion[ei]|compit[oi])\\s?(?::|per te)|senza (?:alcuna )?(?:restrizion|limitazion|filtr|censur|moral)\\p{L}{0,3}`,
      ),
    ],
  },
  {
    // Portuguese
    signals: [
      say(
        0.55,
        `(?:esque[cç]a|ignore|desconsidere)\\b${g}(?:pedido acima|foi pedido|foi dito|que te disseram|instruções|acima|tudo)`,
      ),
      say(0.45, `(?:responda|escreva|diga) (?:apenas|somente|só) (?:a palavra|com|["“«])`),
      say(
        0.45,
        `(?:sem (?:filtros?|censura|limites|restrições|regras)|nunca (?:recuse|se recusa))`,
        'persona',
      ),
      say(
        0.8,
        `(?:esque[cç]a\\p{L}{0,2}|ignor[ea]\\p{L}{0,2}|desconsider[ea]|não (?:siga|obedeça|considere)|descart[ea])\\b${g}\\b(?:anterior|prévi|tod[ao]s?|suas?|seus?|acima|as|os|inicia)\\p{L}{0,4}${g}(?:instru|ordens|ordem|regra|diretri|comando|mensage|texto|tarefa|prompt|contexto|dito)`,
      ),
      say(
        0.65,
        `(?:mostre|revele|diga|imprima|repita|escreva|compartilhe|me (?:mostre|diga|dê))\\p{L}{0,2}\\b${g}(?:seu|sua|seus|suas|o|as)\\b${g}(?:prompt|instruções|senha|regras|mensagem do sistema)`,
        'disclosure',
      ),
      say(
        0.42,
        `(?:agora você é|você agora é|a partir de agora|de agora em diante|finja (?:que|ser)|aja como se|imagine que você)`,
        'persona',
      ),
      say(
        0.55,
        `nov[ao]s? (?:instruç(?:ão|ões)|tarefas?)\\s?(?::|para você)|sem (?:nenhuma )?(?:restriç|limitaç|filtro|censura|moral)\\p{L}{0,4}`,
      ),
    ],
  },
  {
    // Dutch, Polish, Turkish, Czech, Swedish, Croatian and Serbian in Latin letters
    signals: [
      say(
        0.55,
        `(?:zapomnij|zignoruj)\\b${g}(?:wszystk\\p{L}{1,3}|kazano|powiedzian\\p{L}{1,2}|wszystkich instrukcj\\p{L}{1,3}|zasad\\p{L}{0,3})`,
      ),
      say(
        0.5,
        `(?:podaj|pokaż|ujawnij|zdradź) (?:mi )?(?:hasło|swoj\\p{L}{0,2} (?:prompt|instrukcj))`,
        'disclosure',
      ),
      say(0.5, `(?:vergeet|negeer)\\b${g}(?:alles|wat (?:er|je|hierboven)|je (?:rol|regels|instructies))`),
      say(
        0.75,
        `(?:negeer|vergeet)\\b${g}(?:vorige|eerdere|bovenstaande|alle|je|alles)\\b${g}(?:instructie|opdracht|regel|prompt|bevel|hierboven|eerder|gezegd)`,
      ),
      say(
        0.75,
        `(?:zignoruj|zapomnij|pomiń|ignoruj|zapomeň)\\b${g}(?:poprzedni|wcześniejsz|wszystk|powyższ|předchoz|všechn|swoj|swoich)\\p{L}{0,5}${g}(?:instruk|polece|pokyn|regu|zasad|pravid|prompt|powiedz)`,
      ),
      say(
        0.75,
        `(?:önceki|yukarıdaki|tüm|bütün)\\p{L}{0,4}${g}(?:talimat|komut|kural|yönerge|mesaj)\\p{L}{0,8}${g}(?:yok say|unut|görmezden gel|dikkate alma)`,
      ),
      say(
        0.75,
        `(?:ignorera|glöm)\\b${g}(?:tidigare|föregående|alla|ovanstående|dina)\\b${g}(?:instruktion|regl|order|uppgift|sagt)`,
      ),
      say(
        0.75,
        `(?:zaboravi\\p{L}{0,2}|zanemari\\p{L}{0,2}|ignori[sš]i\\p{L}{0,2})\\b${g}(?:prethodn|sv[ae]|ranij|gore)\\p{L}{0,4}${g}(?:instrukcij|uput|naredb|pravil|zadat|rečeno)?`,
      ),
    ],
  },
  {
    // Russian, Ukrainian
    present: /[а-яіїє]{3}/i,
    signals: [
      say(0.5, `(?:смени роль|без правил|без ограничений|не отказывайся|отвечай на вс[её])`, 'persona'),
      say(
        0.6,
        `(?:забудь|забудьте|игнорируй|не учитывай)[, ]{0,2}${g}(?:писали|говорили|сказали|сказано|раньше|до этого|инструкци|правил|роль)`,
      ),
      say(
        0.55,
        `(?:выведи|покажи|напиши|раскрой)\\p{L}{0,2}${g}(?:системн\\p{L}{1,4} (?:промпт|сообщени|инструкци)|промпт|дословно)`,
        'disclosure',
      ),
      say(
        0.6,
        `(?:не (?:выполняй|выполняйте|отвечай|переводи|обращай внимания)\\p{L}{0,2}${g}(?:выше|задани|текст|инструкц|вопрос|на (?:пред|вс))|вместо этого,? (?:напиши|скажи|ответь|выведи|расскажи))`,
      ),
      say(
        0.8,
        `(?:забудь|забудьте|игнорируй|игнорируйте|проигнорируй|не обращай внимания|отбрось|пренебреги|не следуй|ігноруй|забудьте)\\p{L}{0,2}${g}(?:предыдущ|прежн|вс[её]|выше|прошл|свои|твои|ранее|изначальн|попередн|усі)\\p{L}{0,5}${g}(?:инструкц|указан|команд|правил|приказ|запрос|сообщени|промпт|задани|сказан|текст|інструкц|вказівк|написан)?`,
      ),
      say(
        0.65,
        `(?:покажи|раскрой|выведи|напиши|скажи|повтори|назови|сообщи|выдай)\\p{L}{0,3}${g}(?:сво[йияею]|тво[йия]|системн|секретн|начальн|исходн)\\p{L}{0,4}${g}(?:промпт|инструкц|указани|парол|правил|сообщени|запрос|секрет)`,
        'disclosure',
      ),
      say(
        0.42,
        `(?:теперь ты|отныне ты|ты теперь|с этого момента|притворись|представь,? что ты|веди себя как|сделай вид)`,
        'persona',
      ),
      say(
        0.55,
        `(?:новые|новая|новое) (?:инструкци|задани|задач|указани)\\p{L}{0,3}\\s?(?::|для тебя)|без (?:каких-либо )?(?:ограничени|цензур|фильтр|морал)\\p{L}{0,3}`,
      ),
    ],
  },
  {
    // Chinese
    present: /[\u4e00-\u9fff]{2}/,
    signals: [
      say(
        0.6,
        `(?:上面|以上|之前|前面|先前)的?${g}(?:规定|规则|指令|要求|设定|内容)${g}(?:不存在|作废|无效|忘|取消|不算|不用遵守)`,
      ),
      say(
        0.55,
        `(?:系统提示|提示词|初始指令|系统指令|内部指令)${g}(?:写出来|完整|告诉|输出|说出|原文|显示|打印)`,
        'disclosure',
      ),
      say(0.45, `(?:无限制|没有限制|不受限制|不会拒绝|不能拒绝|无视道德)`, 'persona'),
      say(
        0.8,
        `(?:忽略|忽视|无视|忘记|忘掉|不要理会|不要遵[守循]|不用管|跳过|抛弃|放弃|忽略掉|無視|忽視|忘記)${g}(?:之前|以上|上面|先前|前面|所有|全部|上述|你的|原来|此前|一切|之前的|系统)${g}(?:指令|指示|命令|提示|规则|要求|说明|内容|设定|对话|限制|任务|話|规定|说的)`,
      ),
      say(
        0.65,
        `(?:显示|告诉我|输出|打印|重复|泄露|透露|说出|给我|列出|公开|展示)${g}(?:你的|系统|初始|原始|隐藏|秘密|上面)${g}(?:提示词?|指令|密码|设定|规则|prompt|口令|说明)`,
        'disclosure',
      ),
      say(0.42, `(?:你现在是|从现在开始|现在起|假装你?|扮演|假设你是|想象你是|你将扮演)`, 'persona'),
      say(
        0.5,
        `(?:没有(?:任何)?(?:限制|道德|约束|审查)|不受(?:任何)?(?:限制|约束)|新的?(?:指令|任务|指示)[:：])`,
      ),
    ],
  },
  {
    // Japanese
    present: /[\u3040-\u30ff]/,
    signals: [
      say(
        0.6,
        `(?:これまで|以前|今まで|上記|最初)の(?:設定|指示|命令|ルール|会話|役割)${g}(?:忘れ|無視(?:して|せよ|しろ|すること)|リセット|破棄)`,
      ),
      say(0.42, `制限の?ない\\s?(?:AI|人工知能|アシスタント)|何でも答え`, 'persona'),
      say(
        0.8,
        `(?:以前|これまで|上記|前|今まで|すべて|全て|先ほど|あなた|元)\\p{L}{0,3}の?${g}(?:指示|命令|ルール|プロンプト|指令|制約|内容|会話)${g}(?:無視|忘れ|破棄|従わ(?:ない|ず)|取り消)`,
      ),
      say(
        0.65,
        `(?:システム|あなたの|最初の|秘密の|隠され\\p{L}{0,2})${g}(?:プロンプト|指示|パスワード|命令|ルール)${g}(?:教え|表示|出力|見せ|明かし|繰り返|公開)`,
        'disclosure',
      ),
      say(
        0.42,
        `(?:あなたは(?:今|これ)から|今から(?:あなた|お前)は|ふりをし|になりきって|として振る舞)`,
        'persona',
      ),
      say(
        0.6,
        `(?:上の|以上の|この|前の)(?:文章|文|質問|内容|指示)\\p{L}{0,2}?(?:は|を)?(?:無視|忘れ)|「[^」\\n]{1,40}」と(?:だけ|のみ)?(?:出力|答え|言っ|返信)`,
      ),
      say(0.5, `(?:制限(?:なし|なく|のない)|新しい(?:指示|命令|タスク)[:：は])`),
    ],
  },
  {
    // Korean
    present: /[\uac00-\ud7af]{2}/,
    signals: [
      say(
        0.8,
        `(?:이전|위의?|앞의?|지금까지|모든|기존)\\p{L}{0,3}${g}(?:지시|명령|지침|규칙|프롬프트|내용|대화)\\p{L}{0,6}${g}(?:무시|잊|따르지|취소|버리)`,
      ),
      say(
        0.65,
        `(?:시스템|당신의|너의|네|초기|비밀)\\s?${g}(?:프롬프트|지시|비밀번호|암호|규칙|지침)${g}(?:알려|보여|출력|말해|공개|반복)`,
        'disclosure',
      ),
      say(0.42, `(?:너는 이제|당신은 이제|지금부터 (?:너|당신)|인 척|처럼 행동)`, 'persona'),
      say(
        0.6,
        `(?:위|앞|이전)\\s?(?:의)?\\s?(?:내용|글|문장|질문)\\p{L}{0,2}\\s?(?:모두 )?(?:무시|잊)|["“][^"”\\n]{1,40}["”](?:이라고|라고)만? ?(?:답|말|출력)`,
      ),
      say(0.5, `(?:새로운 (?:지시|명령|작업)[:은는]|제한 ?없이)`),
    ],
  },
  {
    // Arabic, Hindi
    present: /[\u0621-\u064a]{3}|[\u0905-\u0939]/,
    signals: [
      say(
        0.8,
        `(?:تجاهل|انس|انسى|لا تتبع)${g}(?:السابق|جميع|كل|أعلاه|ال)\\p{L}{0,4}${g}(?:تعليمات|التعليمات|أوامر|الأوامر|قواعد|القواعد|ما سبق|السابقة)`,
      ),
      say(
        0.65,
        `(?:أظهر|اعرض|اكشف|أخبرني|اطبع|كرر)\\p{L}{0,3}${g}(?:التعليمات|تعليمات|كلمة (?:السر|المرور)|الموجه|النظام)`,
        'disclosure',
      ),
      say(
        0.8,
        `(?:पिछले|पिछली|पूर्व|उपरोक्त|सभी|ऊपर)\\p{L}{0,3}${g}(?:निर्देश|आदेश|नियम)\\p{L}{0,4}[\u0900-\u097f]{0,4}${g}(?:अनदेखा|नज़रअंदाज़|भूल|इग्नोर)`,
      ),
    ],
  },
];

/** Languages in Latin letters: each rule runs only where one of its beginnings stands. */
export const latinSignals: readonly Signal[] = languages
  .filter(({ present }) => present === undefined)
  .flatMap(({ signals }) =>
    signals.map(({ family, weight, source }) => ({
      family,
      weight,
      anchors: [...new Set(headsOf(source))],
      pattern: new RegExp(source, 'iuy'),
    })),
  );

/** Languages in other scripts: the rules run over texts that hold some of the script. */
export const scriptSignals: readonly {
  readonly present: RegExp;
  readonly signals: readonly MarkupSignal[];
}[] = languages.flatMap(({ present, signals }) =>
  present === undefined
    ? []
    : [
        {
          present,
          signals: signals.map(({ family, weight, source }) => ({
            family,
            weight,
            pattern: new RegExp(source, 'giu'),
          })),
        },
      ],
);
