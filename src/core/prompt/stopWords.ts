/**
 * The commonest short words of prose, by ISO 639-1 code. Words that several languages share are left out where the others could not
 * outweigh them. English, the language most prompts are in, also lists the verbs that short requests consist of.
 */
export const stopWords: Readonly<Record<string, string>> = {
  en:
    'the of and to in is that it for was with on as be this are by at from not or have an they which you had we were their has ' +
    'been would there when will more no if out so what up its about than into them can only other could should my make add ' +
    'fix use update create remove please change implement write rename delete move refactor need want does run check ensure ' +
    'how why where also all each any after before between without new file code test tests but your our',
  de:
    'der die das und ist nicht ein eine einen einem einer zu den von mit sich des auf für im dem auch es an werden aus er hat ' +
    'dass sie nach wird bei noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch man sind wenn kann soll ' +
    'bitte füge füg behebe ändere erstelle entferne mach mache schreibe alle wir ich diese dieser dieses keine muss müssen beim',
  fr:
    'le la les des du un une et est que qui dans en pour pas sur au aux avec ce cette ces il elle nous vous ne se sont ou mais ' +
    'par plus son sa ses leur quand comme être faire doit si lorsque tout tous fichier ajoute ajouter corrige corriger crée ' +
    'supprime modifie veuillez je de afin sans',
  es:
    'el la los las un una y es que en de del por para con no se su al lo como más pero sus le ya este esta cuando todo sobre ' +
    'también hay si porque desde entre muy sin ser está están debe agrega añade añadir corrige crea elimina cambia archivo ' +
    'favor haz hacer cada usuario',
  pt:
    'os as um uma é que em de do da dos das no na nos nas por para com não se seu sua ao como mais mas foi ele quando ' +
    'muito já está também só pelo pela até isso entre sem ser deve adicione adicionar corrija crie remova altere arquivo favor ' +
    'você são ou',
  it:
    'il lo la gli le un una è che di del della dei delle in per con non si da dal dalla al alla come più ma sono anche nel ' +
    'nella questo questa quando se essere deve aggiungi correggi crea rimuovi modifica ogni quale perché su',
  nl:
    'de het een en van is dat in op te niet met voor zijn aan er maar om ook als bij nog naar uit dan kan wordt deze dit door ' +
    'over ze hij wij we je moet worden heeft of geen wanneer alle voeg toe verwijder maak bestand zodat',
  sv: 'och att det som är på för med inte av den till en ett har de om så men vi kan när från ska eller alla lägg ta bort filen',
  pl: 'na nie się do że jest to jak po ale od za dla tak przez oraz lub gdy jego być który która plik dodaj usuń zmień napraw',
  tr: 've bir bu için ile da de ne olarak daha gibi çok ama var olan kadar sonra her değil dosya ekle düzelt sil yap',
};
